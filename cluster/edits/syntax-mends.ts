import type { Finding, Fix } from "../finding";
import { ManifestDocument } from "../manifest/manifest-document";
import type { TextChange } from "../source-range";
import { lineStart, nextLine } from "./written-place";

/** A level's columns, where a tab stands for one. */
const TAB = "  ";

/** More text than this is not tried out: somebody waits for the answer. */
const MOST_TRIED = 200_000;

/**
 * What may mend a place that YAML cannot read. Each is tried out on the part of the text that is read alone: only what
 * leaves it without a fault is offered.
 */
export function syntaxMends(document: ManifestDocument, finding: Finding): Fix[] {
  const at = Math.max(
    0,
    finding.range.start === finding.range.end ? finding.range.start - 1 : finding.range.start,
  );
  const piece = document.pieceAt(at);
  if (piece === undefined || piece.text.length > MOST_TRIED) return [];
  return [...mendsAt(document, finding.range.start, piece)].filter(({ changes }) => {
    const after = new ManifestDocument(piece.text);
    const own = changes.map(({ range, newText }) => ({
      range: { start: range.start - piece.start, end: range.end - piece.start },
      newText,
    }));
    // From the end on: each change is for the text that there is.
    after.edit([...own].reverse());
    return own.length > 0 && !after.syntaxFindings.some(({ code }) => code === "yaml-syntax");
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function* mendsAt(document: ManifestDocument, offset: number, piece: Stretch): Generator<Fix> {
  yield { title: "Indent with spaces", changes: withoutTabs(piece) };
  yield { title: "Remove what YAML cannot hold", changes: withoutStrangers(piece) };
  const sign = document.slice(offset, offset + 1);
  if (/[\]}]/.test(sign))
    yield {
      title: `Remove the ${sign}`,
      changes: [{ range: { start: offset, end: offset + 1 }, newText: "" }],
    };
  if (/[@`%]/.test(sign)) yield { title: "Put it in quotes", changes: quoted(document, offset) };
  const title = "Indent as the line above";
  yield { title, changes: asAbove(document, offset, piece) };
  // A key that stands too deep is told where the value above it begins, which it seems to go on.
  yield { title, changes: asAbove(document, nextLine(document, offset), piece) };
  const end = contentEnd(document, Math.max(piece.start, Math.min(offset, piece.end) - 1), piece.start);
  for (const [open, close] of ["[]", "{}", '""', "''"])
    if (open !== undefined && close !== undefined && piece.text.includes(open))
      yield { title: `Close with ${close}`, changes: [{ range: { start: end, end }, newText: close }] };
}

/** The rest of a line, without a comment, as text. */
function quoted(document: ManifestDocument, start: number): TextChange[] {
  const rest = document.slice(start, nextLine(document, start));
  const text = rest.replace(/\s#.*/s, "").trimEnd();
  const range = { start, end: start + text.length };
  return [{ range, newText: JSON.stringify(text) }];
}

/** Every tab that indents. */
function withoutTabs({ start, text }: Stretch): TextChange[] {
  return [...text.matchAll(/^[ \t]*\t[ \t]*/gm)].map(({ index, 0: blanks }) => ({
    range: { start: start + index, end: start + index + blanks.length },
    newText: blanks.replaceAll("\t", TAB),
  }));
}

/** Control characters, halves of characters, and CR as a line's end. */
function withoutStrangers({ start, text }: Stretch): TextChange[] {
  const strangers = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}|\r(?!\n)/gu;
  return [...text.matchAll(strangers)].map(({ index, 0: sign }) => ({
    range: { start: start + index, end: start + index + 1 },
    newText: sign === "\r" ? "\n" : "",
  }));
}

/** A line that stands deeper than the one above it, or not as deep as it should. */
function asAbove(document: ManifestDocument, offset: number, piece: Stretch): TextChange[] {
  const start = lineStart(document, offset);
  if (start <= piece.start || start >= piece.end) return [];
  const above = lineStart(document, contentEnd(document, start - 1, piece.start));
  const wanted = indentOf(document.slice(above, start));
  const own = indentOf(document.slice(start, nextLine(document, start)));
  return wanted === own ? [] : [{ range: { start, end: start + own.length }, newText: wanted }];
}

function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? "";
}

/** The end of the last words at or before an offset, without the comment behind them. */
function contentEnd(document: ManifestDocument, offset: number, least: number): number {
  for (let start = lineStart(document, offset); ; start = lineStart(document, start - 1)) {
    const line = document
      .slice(start, nextLine(document, start))
      .trimEnd()
      .replace(/(?:^|\s)#.*$/, "")
      .trimEnd();
    if (line.trim() !== "" || start <= least) return start + line.length;
  }
}
