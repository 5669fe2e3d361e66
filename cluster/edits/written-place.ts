import type { ManifestDocument } from "../manifest/manifest-document";
import type { MappingEntry, ValueNode } from "../manifest/value-node";
import { childOf, entryOf } from "../manifest/value-node";
import type { Path, SourceRange } from "../source-range";

const ALIAS = /^[ \t]*:[ \t]*(?:\r?\n[ \t]*)?\*[^\s,[\]{}]+/;
const COLON = /^[ \t]*:/;
/** More characters than this stand between no key and its value's first word. */
const REACH = 300;

/** Whether a path is written at its own place: not brought in by an alias or a merge, whose text serves other places too. */
export function isWrittenThere(document: ManifestDocument, path: Path): boolean {
  let node: ValueNode | undefined = document.root;
  let floor = 0;
  for (const step of path) {
    if (typeof step === "string") {
      const entry = entryOf(node, step);
      if (entry === undefined || entry.merged || entry.keyRange.start < floor) return false;
      floor = entry.keyRange.end;
      node = entry.value;
    } else {
      node = childOf(node, step);
      if (node === undefined || node.range.start < floor) return false;
      floor = node.range.start;
    }
  }
  return true;
}

/** Whether the value at a path is written there too: an entry of its own may have an alias for its value. */
export function isValueThere(document: ManifestDocument, path: Path): boolean {
  const last = path.at(-1);
  const node = document.nodeAtPath(path);
  if (node === undefined || !isWrittenThere(document, path)) return false;
  const entry = typeof last === "string" ? entryOf(document.nodeAtPath(path.slice(0, -1)), last) : undefined;
  return entry === undefined || node.range.start >= entry.keyRange.start;
}

/** Where an entry is written, from its key to its value's end; a value that is an alias ends with its name. */
export function entryRange(document: ManifestDocument, { keyRange, value }: MappingEntry): SourceRange {
  const { start, end } = keyRange;
  const tail = document.slice(end, end + REACH);
  const alias = value.range.start < end ? ALIAS.exec(tail)?.[0].length : undefined;
  if (alias !== undefined) return { start, end: end + alias };
  const colon = end + (COLON.exec(tail)?.[0].length ?? 0);
  return { start, end: withoutBlanks(document, Math.max(colon, value.range.end), colon) };
}

const ITEM_START = /-[ \t]+(?:&[^\s,[\]{}]+\s+)?$/;
const ANCHOR = /&[^\s,[\]{}]+\s+$/;

/** Where an item of a list is written, its dash and its anchor included; undefined where it is an alias. */
export function itemRange(
  document: ManifestDocument,
  list: Extract<ValueNode, { kind: "sequence" }>,
  index: number,
): SourceRange | undefined {
  const item = list.items[index];
  const before = list.items[index - 1];
  if (item === undefined || item.range.start < (before?.range.end ?? list.range.start)) return undefined;
  const { start, end } = item.range;
  const lead = document.slice(Math.max(0, start - REACH), start);
  const sign = (list.style === "block" ? ITEM_START : ANCHOR).exec(lead)?.[0].length;
  if (sign === undefined && list.style === "block") return undefined;
  return { start: start - (sign ?? 0), end: withoutBlanks(document, end, start) };
}

/** An end without the blanks and line ends before it; block texts take theirs in. */
function withoutBlanks(document: ManifestDocument, end: number, least: number): number {
  let last = end;
  while (last > least && /\s/.test(document.slice(last - 1, last))) last -= 1;
  return last;
}

/** The offset at which the line of an offset begins. */
export function lineStart(document: ManifestDocument, offset: number): number {
  return offset - document.positionAt(offset).character;
}

/** The offset at which the line after an offset begins; the text's end for its last line. */
export function nextLine(document: ManifestDocument, offset: number): number {
  const { line } = document.positionAt(offset);
  const next = document.offsetAt({ line: line + 1, character: 0 });
  return next > offset ? next : document.length;
}

/** How this document ends its lines. */
export function lineEnd(document: ManifestDocument): string {
  const first = document.slice(0, Math.min(document.length, nextLine(document, 0)));
  return first.endsWith("\r\n") ? "\r\n" : "\n";
}
