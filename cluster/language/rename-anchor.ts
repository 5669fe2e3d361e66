import type { ManifestDocument } from "../manifest/manifest-document";
import type { TextChange } from "../source-range";
import { membersOf, nameRange, type AnchorFamily } from "./anchors";

/** What an anchor may be called, as a pattern that must match the whole name. YAML takes more; these need no second look. */
export const ANCHOR_NAME = "[A-Za-z0-9_][A-Za-z0-9_-]*";

const WHOLE_NAME = new RegExp(`^${ANCHOR_NAME}$`);

/** Why an anchor cannot be called so; undefined where it can. */
export function anchorNameProblem(
  document: ManifestDocument,
  family: AnchorFamily,
  newName: string,
): string | undefined {
  if (!WHOLE_NAME.test(newName))
    return `'${newName}' cannot be an anchor's name. Use letters, digits, '-' and '_', and no '-' in front.`;
  if (newName === family.name) return undefined;
  const other = document.marks.find(({ name }) => name === newName);
  if (other === undefined) return undefined;
  const line = document.positionAt(other.range.start).line + 1;
  const what = other.kind === "anchor" ? "an anchor" : "an alias";
  return `There is ${what} '${newName}' in line ${line} already; two of one name would be mixed up.`;
}

/** The changes that give an anchor and all its aliases a new name, in the order of the text. */
export function renameAnchor(family: AnchorFamily, newName: string): readonly TextChange[] {
  return membersOf(family).map((mark) => ({ range: nameRange(mark), newText: newName }));
}
