import type { ManifestDocument } from "../manifest/manifest-document";
import type { MappingNode } from "../manifest/value-node";
import type { Path, TextChange } from "../source-range";
import { entryRange, isValueThere, lineEnd, nextLine } from "./written-place";

/**
 * Adds `key: text` to a mapping, behind one of its keys or at its end, as the mapping is written: on a line of its
 * own or between braces. Undefined where the mapping is not there, or is written for other places too.
 */
export function insertEntry(
  document: ManifestDocument,
  parent: Path,
  key: string,
  text: string,
  behind?: string,
): TextChange | undefined {
  const node = document.nodeAtPath(parent);
  if (node?.kind !== "mapping" || !isValueThere(document, parent)) return undefined;
  const own = node.entries.filter(({ merged }) => !merged);
  const sibling = own.find((entry) => entry.key === behind) ?? own.at(-1);
  if (sibling === undefined) return intoEmpty(document, node, `${key}: ${text}`);
  const { end } = entryRange(document, sibling);
  if (node.style === "flow") return { range: { start: end, end }, newText: `, ${key}: ${text}` };
  const { character } = document.positionAt(sibling.keyRange.start);
  return newLine(document, end, `${" ".repeat(character)}${key}: ${text}`);
}

/** Adds lines behind the line of an offset. */
export function newLine(document: ManifestDocument, behind: number, text: string): TextChange {
  const end = lineEnd(document);
  const lines = text.replaceAll("\n", end);
  const at = nextLine(document, behind);
  const ended = at === 0 || /[\r\n]/.test(document.slice(at - 1, at));
  return { range: { start: at, end: at }, newText: ended ? `${lines}${end}` : `${end}${lines}` };
}

function intoEmpty(document: ManifestDocument, node: MappingNode, entry: string): TextChange | undefined {
  const { start, end } = node.range;
  return node.style === "flow" && /^\{\s*\}$/.test(document.slice(start, end))
    ? { range: { start, end }, newText: `{ ${entry} }` }
    : undefined;
}
