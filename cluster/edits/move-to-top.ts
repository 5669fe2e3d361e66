import type { ManifestDocument } from "../manifest/manifest-document";
import { entryOf } from "../manifest/value-node";
import type { Path, TextChange } from "../source-range";
import { documentAfter } from "./sound-after";
import { entryRange, isWrittenThere, lineStart, nextLine } from "./written-place";

/** More text than this is not tried out: somebody waits for the answer. */
const MOST_TRIED = 200_000;

/** Moves an entry of a block, with its lines, to the manifest's first column, behind the block that it is in. */
export function moveToTop(document: ManifestDocument, path: Path): readonly TextChange[] {
  const key = path.at(-1);
  const parent = document.nodeAtPath(path.slice(0, -1));
  const { root } = document;
  if (typeof key !== "string" || document.length > MOST_TRIED || !isWrittenThere(document, path)) return [];
  const entry = entryOf(parent, key);
  const isBlock = parent?.kind === "mapping" && parent.style === "block" && parent.entries.length > 1;
  if (!isBlock || root?.kind !== "mapping" || entry === undefined || entryOf(root, key) !== undefined)
    return [];
  const { start, end } = entryRange(document, entry);
  const from = lineStart(document, start);
  const indent = document.slice(from, start);
  if (indent === "" || indent.trim() !== "") return [];
  const to = nextLine(document, end);
  const lines = document.slice(from, to);
  const moved = lines.replaceAll(new RegExp(`^ {1,${String(indent.length)}}`, "gm"), "");
  const target = blockEnd(document, to);
  const changes =
    target === to
      ? [{ range: { start: from, end: to }, newText: moved }]
      : [
          { range: { start: from, end: to }, newText: "" },
          { range: { start: target, end: target }, newText: moved },
        ];
  const after = documentAfter({ start: 0, text: document.text }, changes);
  return after.syntaxFindings.length > document.syntaxFindings.length ? [] : changes;
}

/** Where the next line in the first column begins. */
function blockEnd(document: ManifestDocument, offset: number): number {
  let at = offset;
  for (let line = offset; line < document.length; line = nextLine(document, line)) {
    const text = document.slice(line, nextLine(document, line));
    if (/^[^\s#]/.test(text)) return at;
    if (/^\s+[^\s#]/.test(text)) at = nextLine(document, line);
  }
  return at;
}
