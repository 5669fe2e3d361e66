import type { SourceRange } from "../source-range";
import { contentBelow, type Below } from "./cursor-below";
import { childPlaces, itemPlaces, keyPlace, pad, valuePlace } from "./cursor-block";
import { closeFrames, copyFrames, openItems, openMapping, type Frame } from "./cursor-frames";
import type { CursorPlace, KeyPlace } from "./cursor-place";

/** A line with nothing on it but the cursor, or one half-typed word. */
export interface OwnLine {
  readonly start: number;
  /** The word, or the empty range at the cursor. */
  readonly word: SourceRange;
  readonly next: number | undefined;
}

/**
 * What may be written on a line of its own. The column says which mapping or list is meant, unless the line below
 * shows that the cursor is in the middle of a deeper one: then the new text is moved to that column.
 */
export function placesOnOwnLine(text: string, before: readonly Frame[], line: OwnLine): CursorPlace[] {
  const written = line.word.start - line.start;
  const below = contentBelow(text, line.next);
  if (ownsChildren(before, line, below)) return keyAt(text, before, line, written, "children");

  let column = Math.max(written, below?.indent ?? 0);
  const frames = closedTo(before, column);
  const top = frames.at(-1);
  if (top === undefined) return keyAt(text, before, line, below?.indent ?? column, "nothing");
  if (top.indent < column) {
    if (top.filled) return [];
    if (below !== undefined && below.indent > top.indent) column = below.indent;
    return childrenAt(text, frames, line, column, below);
  }
  if (top.kind === "sequence") {
    const items = newItem(text, frames, line, column);
    const mapping = frames.at(-2);
    const ofMapping = mapping?.indent === column && !(below?.dash === true && below.indent === column);
    return ofMapping ? [...keyAt(text, before, line, column, "nothing"), ...items] : items;
  }
  if (!top.filled && below?.dash === true && below.indent === column)
    return newItem(text, frames, line, column);
  return keyAt(text, before, line, column, "nothing");
}

/** Deeper lines below belong to a half-typed word where the key above it has its value already. */
function ownsChildren(before: readonly Frame[], line: OwnLine, below: Below | undefined): boolean {
  const column = line.word.start - line.start;
  if (below === undefined || below.indent <= column || line.word.start === line.word.end) return false;
  const frames = copyFrames(before);
  closeFrames(frames, column, false);
  const top = frames.at(-1);
  return top === undefined || (top.kind === "mapping" && top.indent === column && top.filled);
}

function closedTo(before: readonly Frame[], column: number): Frame[] {
  const frames = copyFrames(before);
  closeFrames(frames, column, true);
  return frames;
}

/** The range to replace and the indentation to write, where the column is not the one that the cursor is in. */
function movedTo(line: OwnLine, column: number): { range: SourceRange; before: string } {
  if (line.word.start - line.start === column) return { range: line.word, before: "" };
  return { range: { start: line.start, end: line.word.end }, before: pad(column) };
}

function keyAt(
  text: string,
  before: readonly Frame[],
  line: OwnLine,
  column: number,
  followedBy: KeyPlace["followedBy"],
): CursorPlace[] {
  const frames = copyFrames(before);
  closeFrames(frames, column, false);
  openMapping(frames, column);
  const moved = movedTo(line, column);
  return [keyPlace(text, frames, line.next, moved.range, moved.before, followedBy)];
}

function newItem(text: string, frames: Frame[], line: OwnLine, column: number): CursorPlace[] {
  openItems(frames, { dashes: [column] });
  const moved = movedTo(line, column);
  return itemPlaces(text, frames, line.next, moved.range, moved.before);
}

/** The innermost frame's current key or item has no value yet. */
function childrenAt(
  text: string,
  frames: Frame[],
  line: OwnLine,
  column: number,
  below: Below | undefined,
): CursorPlace[] {
  const moved = movedTo(line, column);
  if (below?.indent !== column) {
    return [
      valuePlace(text, frames, moved.range, moved.before, new Set()),
      ...childPlaces(text, frames, moved.range, moved.before, column),
    ];
  }
  if (below.dash) return newItem(text, frames, line, column);
  openMapping(frames, column);
  return [keyPlace(text, frames, line.next, moved.range, moved.before, "nothing")];
}
