import type { ManifestDocument } from "../manifest/manifest-document";
import type { TextChange } from "../source-range";

const KEY = String.raw`(?:[^\s#'"[{&*!|>%@-][^#[{'"]*?|"[^"]*"|'[^']*')`;
/** Blanks and dashes, then a key, then nothing, a comment, an anchor or the header of a block text. */
const OPEN = new RegExp(String.raw`^(\s*(?:-\s+)*)${KEY}:\s*(?:&\S+\s*)?(?:[|>][-+\d]*\s*)?(?:#.*)?$`);
const ENTRY = new RegExp(String.raw`^(\s*(?:-\s+)*)${KEY}:\s`);
const LONE_DASH = /^(\s*(?:-\s+)*)-\s*$/;
const ITEM = /^(\s*(?:-\s+)*)-\s/;
/** How far up a line looks for the one that it goes on from. */
const REACH = 200;

/** The blanks that a new line begins with, after Enter: below an open key, beside the first key of an item. */
export function indentNewLine(
  document: ManifestDocument,
  offset: number,
  step: number,
): readonly TextChange[] {
  const { line } = document.positionAt(offset);
  const text = lineText(document, line);
  const above = contentAbove(document, line);
  if (text.trim() !== "" || above === undefined) return [];
  const column = columnBelow(above, step);
  return column === undefined ? [] : indented(document, line, column);
}

/** Puts a dash that begins a list below its key. */
export function indentDash(document: ManifestDocument, offset: number, step: number): readonly TextChange[] {
  const { line } = document.positionAt(offset);
  const above = contentAbove(document, line);
  const open = above === undefined ? null : OPEN.exec(above);
  if (lineText(document, line).trim() !== "-" || open === null || /[|>]/.test(above ?? "")) return [];
  return indented(document, line, (open[1] ?? "").length + step);
}

function columnBelow(above: string, step: number): number | undefined {
  const open = OPEN.exec(above);
  if (open !== null) return (open[1] ?? "").length + step;
  const dash = LONE_DASH.exec(above);
  if (dash !== null) return (dash[1] ?? "").length + 2;
  if (isUnclosed(above)) return undefined;
  const entry = ENTRY.exec(above) ?? ITEM.exec(above);
  return entry === null ? undefined : (entry[1] ?? "").length;
}

/** Whether brackets or quotes go on in the next line. */
function isUnclosed(text: string): boolean {
  const count = (sign: RegExp): number => text.match(sign)?.length ?? 0;
  return count(/[[{]/g) !== count(/[\]}]/g) || count(/"/g) % 2 === 1;
}

function contentAbove(document: ManifestDocument, line: number): string | undefined {
  for (let above = line - 1; above >= Math.max(0, line - REACH); above -= 1) {
    const text = lineText(document, above);
    if (text.trim() !== "" && !text.trimStart().startsWith("#")) return text;
  }
  return undefined;
}

function lineText(document: ManifestDocument, line: number): string {
  const start = document.offsetAt({ line, character: 0 });
  return document.slice(start, document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }));
}

function indented(document: ManifestDocument, line: number, column: number): readonly TextChange[] {
  const start = document.offsetAt({ line, character: 0 });
  const text = lineText(document, line);
  const blanks = text.length - text.trimStart().length;
  const newText = " ".repeat(column);
  return newText === text.slice(0, blanks) ? [] : [{ range: { start, end: start + blanks }, newText }];
}
