/** A line of a manifest that has content: no blank line, no comment, no text inside of a block. */
export interface ContentLine {
  readonly start: number;
  /** Behind its last character that is no blank. */
  readonly end: number;
  /** The blanks and tabs that it begins with. */
  readonly indent: string;
  /** The columns of its dashes: `- - a` has two. */
  readonly dashes: readonly number[];
  /** The column of what follows the dashes. */
  readonly column: number;
  /** What follows the dashes. */
  readonly words: string;
  /** The key that it begins with, where it begins with one. */
  readonly key: string | undefined;
  /** What stands behind the key's colon, or behind the dashes where there is no key. */
  readonly value: string;
}

const KEY = /^([A-Za-z0-9_<][\w<.-]*)[ \t]*:(?:[ \t]+|$)/;
const BLOCK_TEXT = /^(?:[&!]\S*[ \t]+)*[|>][-+0-9]*(?:[ \t]+#.*)?$/;

/** The lines of a text that have content, read as plainly as people do. */
export function contentLines(text: string): readonly ContentLine[] {
  const lines: ContentLine[] = [];
  let blockText: number | undefined;
  for (let start = 0; start < text.length;) {
    const newLine = text.indexOf("\n", start);
    const next = newLine < 0 ? text.length : newLine + 1;
    const line = lineAt(text, start, next);
    start = next;
    if (line === undefined || (blockText !== undefined && line.indent.search(/\t|$/) > blockText)) continue;
    if (line.words.startsWith("#")) continue;
    blockText = BLOCK_TEXT.test(line.value) ? blockColumn(line) : undefined;
    lines.push(line);
  }
  return lines;
}

/** What is indented deeper than this belongs to the block of text that the line opens. */
function blockColumn(line: ContentLine): number {
  return line.key === undefined ? (line.dashes.at(-1) ?? 0) : line.column;
}

function lineAt(text: string, start: number, next: number): ContentLine | undefined {
  const line = text.slice(start, next).trimEnd();
  if (line === "") return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const dashes: number[] = [];
  let column = indent.length;
  for (let dash = DASH.exec(line.slice(column)); dash !== null; dash = DASH.exec(line.slice(column))) {
    dashes.push(column);
    column += dash[0].length;
  }
  const words = line.slice(column);
  const found = KEY.exec(words);
  const value = words.slice(found?.[0].length ?? 0);
  return { start, end: start + line.length, indent, dashes, column, words, key: found?.[1], value };
}

const DASH = /^-(?:[ \t]+|$)/;

/** Whether what belongs to the line stands on the lines below it. */
export function opensBlock({ value, key, dashes }: ContentLine): boolean {
  return (key !== undefined || dashes.length > 0) && /^(?:[&!]\S*[ \t]*)*(?:#.*)?$/.test(value);
}
