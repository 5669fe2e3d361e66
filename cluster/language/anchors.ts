import type { ManifestDocument, ManifestMark } from "../manifest/manifest-document";
import type { SourceRange } from "../source-range";

/** An anchor with the aliases that stand for it, in the order of the text. */
export interface AnchorFamily {
  readonly name: string;
  /** Undefined where aliases name an anchor that is not there. */
  readonly anchor: ManifestMark | undefined;
  readonly aliases: readonly ManifestMark[];
}

/**
 * The family of the anchor or alias at an offset. An anchor counts from where it stands to the next one of its name,
 * as YAML has it.
 */
export function anchorFamilyAt(document: ManifestDocument, offset: number): AnchorFamily | undefined {
  // Asked wherever the cursor goes: only on a mark is the whole manifest looked through.
  const found = document.reading.markAt(offset);
  if (found === undefined) return undefined;
  const { name } = found;
  const same = document.marks.filter((mark) => mark.name === name);
  const at = same.findIndex(({ range }) => range.start === found.origin.start + found.start);
  const first = same.findLastIndex((mark, index) => mark.kind === "anchor" && index <= at);
  const next = same.findIndex((mark, index) => mark.kind === "anchor" && index > at);
  const members = same.slice(Math.max(0, first), next < 0 ? undefined : next);
  const [anchor] = members;
  return anchor?.kind === "anchor"
    ? { name, anchor, aliases: members.slice(1) }
    : { name, anchor: undefined, aliases: members };
}

/** Everything that belongs to a family, in the order of the text. */
export function membersOf({ anchor, aliases }: AnchorFamily): readonly ManifestMark[] {
  return anchor === undefined ? aliases : [anchor, ...aliases];
}

/** A mark's name, without its sign. */
export function nameRange({ range }: ManifestMark): SourceRange {
  return { start: range.start + 1, end: range.end };
}
