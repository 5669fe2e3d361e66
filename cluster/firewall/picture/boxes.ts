import type { Flow, Place } from "./flows";

/** Pixels of a line of text and of an average character of the font; measured, with something to spare. */
export const LINE = 17;
const CHARACTER = 6.7;
const BOLD_CHARACTER = 8.8;
/** Of a port's digits, which are small and bold. */
const PORT_CHARACTER = 7.6;
export const PADDING = 12;
/** So many members stand in one column before another one begins. */
const MOST_ROWS = 7;
/** Pixels; members that are longer stand in one column. */
const WIDE = 300;
const COLUMN_GAP = 18;
/** Characters of a reason before it goes on in the next line. */
const MOST_REASON = 46;

/** A line of text at a place inside its box. */
export interface Words {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly style: "title" | "port" | "plain" | "faint";
}

/** A box with its texts; `width` and `height` in pixels. */
export interface Box {
  readonly id: string;
  readonly kind: "place" | "flow";
  readonly width: number;
  readonly height: number;
  readonly words: readonly Words[];
}

const width = (text: string): number => text.length * CHARACTER;
const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(width));

/** A place with its members, in as many columns as keep it low. */
export function placeBox({ id, title, members }: Place): Box {
  const columns: string[][] = [];
  const rows = widest(members) > WIDE ? members.length : Math.max(MOST_ROWS, Math.ceil(members.length / 3));
  for (let from = 0; from < members.length; from += rows) columns.push(members.slice(from, from + rows));
  const top = PADDING + LINE;
  const words: Words[] = [{ x: PADDING, y: top - 4, text: title, style: "title" }];
  let x = PADDING;
  for (const column of columns) {
    for (const [row, text] of column.entries())
      words.push({ x, y: top + (row + 1) * LINE, text, style: "plain" });
    x += widest(column) + COLUMN_GAP;
  }
  const inner = Math.max(x - COLUMN_GAP - PADDING, title.length * BOLD_CHARACTER);
  const lines = Math.max(0, ...columns.map((column) => column.length));
  return {
    id,
    kind: "place",
    width: inner + 2 * PADDING,
    height: top + lines * LINE + PADDING,
    words,
  };
}

/** The ports of a flow, each with its reason. */
export function flowBox({ ports }: Flow, id: string): Box {
  const indent = PADDING + Math.max(...ports.map(({ port }) => port.length * PORT_CHARACTER)) + 12;
  const words: Words[] = [];
  let y = PADDING;
  for (const { port, reason, optional } of ports) {
    const lines = wrapped(reason, MOST_REASON);
    words.push({ x: PADDING, y: y + LINE - 5, text: port, style: "port" });
    for (const line of lines) {
      y += LINE;
      words.push({ x: indent, y: y - 5, text: line, style: optional ? "faint" : "plain" });
    }
  }
  const right = Math.max(...words.map((word) => word.x + width(word.text)));
  return { id, kind: "flow", width: right + PADDING, height: y + PADDING, words };
}

/** Remarks as lines of text below the picture, which is so many pixels wide. */
export function remarkLines(notes: readonly string[], within: number): string[] {
  return notes.flatMap((note) => wrapped(note, Math.floor(within / CHARACTER)));
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
