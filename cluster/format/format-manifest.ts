import { ManifestDocument } from "../manifest/manifest-document";
import { plainValue } from "../manifest/plain-value";
import type { SourceRange, TextChange } from "../source-range";
import { layOut, type LaidLine } from "./layout";
import { readLines, type Line } from "./line-tokens";

export interface FormatOptions {
  /** Columns a level. */
  readonly step: number;
}

/**
 * What lays a manifest out: indentation, blanks after dashes and colons, blank lines, the end of the file. Comments,
 * anchors, quotes and the way in which values are written stay as they are. Nothing for a text that YAML cannot read,
 * or that would mean something else afterwards.
 */
export function formatManifest(
  document: ManifestDocument,
  { step }: FormatOptions,
  range?: SourceRange,
): readonly TextChange[] {
  if (document.syntaxFindings.length > 0 || document.root === undefined) return [];
  const { text } = document;
  const lines = readLines(text);
  if (lines === undefined) return [];
  const laid = layOut(lines, step);
  const changes = changesOf(lines, laid, range);
  return changes.length > 0 && !meansTheSame(document, changes) ? [] : changes;
}

function changesOf(
  lines: readonly Line[],
  laid: readonly LaidLine[],
  range: SourceRange | undefined,
): TextChange[] {
  const groups = range && touchedGroups(lines, laid, range);
  const changes: TextChange[] = [];
  for (const [index, line] of lines.entries()) {
    const now = laid[index];
    if (now === undefined || groups?.has(now.group) === false) continue;
    const end = line.start + line.text.length;
    if (now.text === undefined)
      changes.push({ range: { start: line.start, end: end + line.end.length }, newText: "" });
    else if (now.text !== line.text) changes.push({ range: { start: line.start, end }, newText: now.text });
  }
  return groups === undefined ? [...changes, ...lastLine(lines)] : changes;
}

/** Top-level entries are laid out whole: half of a list would not be one. */
function touchedGroups(
  lines: readonly Line[],
  laid: readonly LaidLine[],
  { start, end }: SourceRange,
): ReadonlySet<number> {
  const touched = lines.flatMap((line, index) => {
    const lineEnd = line.start + line.text.length + line.end.length;
    const isIn = line.start < Math.max(end, start + 1) && lineEnd > start;
    const group = laid[index]?.group;
    return isIn && group !== undefined ? [group] : [];
  });
  return new Set(touched);
}

/** The file ends with a line end. */
function lastLine(lines: readonly Line[]): TextChange[] {
  const last = lines.at(-1);
  if (last?.end !== "" || last.endsInText || last.text.trim() === "") return [];
  const end = last.start + last.text.length;
  return [{ range: { start: end, end }, newText: lines.at(-2)?.end ?? "\n" }];
}

/** The last word: whatever the layout thought, a manifest means the same after it. */
function meansTheSame(document: ManifestDocument, changes: readonly TextChange[]): boolean {
  const after = new ManifestDocument(textAfter(document.text, changes));
  return after.syntaxFindings.length === 0 && meaningOf(after) === meaningOf(document);
}

function meaningOf({ root }: ManifestDocument): string | undefined {
  return root && JSON.stringify(plainValue(root));
}

/** A text after changes that are in its order. */
export function textAfter(text: string, changes: readonly TextChange[]): string {
  let [built, at] = ["", 0];
  for (const { range, newText } of changes) {
    built += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return built + text.slice(at);
}
