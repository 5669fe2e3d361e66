import type { SourceRange } from "../source-range";
import { allWords, contentBelow } from "./cursor-below";
import {
  applyUnit,
  closeFrames,
  copyFrames,
  openItems,
  openMapping,
  pathOf,
  type Frame,
} from "./cursor-frames";
import { isBlank } from "./cursor-lexer";
import type { CursorPlace, KeyPlace, ValuePlace } from "./cursor-place";
import type { Entry } from "./cursor-unit";

/** Columns between a key and its children. */
const STEP = 2;

/** The cursor is on a key that has its colon. */
export function placesOnKey(
  text: string,
  before: readonly Frame[],
  entry: Entry,
  key: SourceRange,
): CursorPlace[] {
  const frames = withItems(before, entry);
  openMapping(frames, entry.body - entry.start);
  return [keyPlace(text, frames, entry.next, key, "", "colon")];
}

/** The cursor is on the value that follows a key on its line. */
export function placesOnValue(
  text: string,
  before: readonly Frame[],
  entry: Entry,
  word: SourceRange,
): CursorPlace[] {
  const frames = copyFrames(before);
  applyUnit(text, frames, entry);
  return [valuePlace(text, frames, word, "", new Set())];
}

/** Whether a line without a key or dash is the value of the key or dash above it. */
function isFree(before: readonly Frame[], entry: Entry): boolean {
  if (entry.key !== undefined || entry.dashes.length > 0) return true;
  const frames = copyFrames(before);
  closeFrames(frames, entry.indent, false);
  const top = frames.at(-1);
  return top !== undefined && !top.filled && top.indent < entry.indent;
}

/** The cursor is on an alias, or on the sign of one that is not there yet. */
export function placesOnAlias(
  text: string,
  before: readonly Frame[],
  entry: Entry,
  word: SourceRange,
): CursorPlace[] {
  if (!isFree(before, entry)) return [];
  const frames = copyFrames(before);
  applyUnit(text, frames, entry);
  const indent = frames.at(-1)?.indent ?? 0;
  const below = contentBelow(text, entry.next);
  // What belongs to the key or dash already cannot stand beside an alias.
  if (
    below !== undefined &&
    (below.indent > indent || (below.dash && below.indent === indent && entry.key !== undefined))
  )
    return [];
  const after = text[word.end] === "#" ? " " : "";
  const path = pathOf(frames);
  const siblings = typeof path.at(-1) === "number" ? otherWords(text, before, entry) : new Set<string>();
  return [{ kind: "alias", style: "block", range: word, before: "", after, path, siblings }];
}

/** What the list of a line's dash has on its other lines. */
function otherWords(text: string, before: readonly Frame[], entry: Entry): ReadonlySet<string> {
  return allWords(text, withItems(before, entry), entry.next);
}

/** The cursor is after `key:`, where nothing is yet: a value, or children on the next line. */
export function placesAfterKey(
  text: string,
  before: readonly Frame[],
  entry: Entry,
  gap: SourceRange,
): CursorPlace[] {
  const frames = copyFrames(before);
  applyUnit(text, frames, entry);
  const indent = frames.at(-1)?.indent ?? 0;
  const below = contentBelow(text, entry.next);
  if (below !== undefined && (below.indent > indent || (below.dash && below.indent === indent))) return [];
  const lineBreak = `\n${pad(indent + STEP)}`;
  const blank = isBlank(text, gap.end - 1, text.length) ? "" : " ";
  return [
    valuePlace(text, frames, { start: gap.end, end: gap.end }, blank, new Set()),
    ...childPlaces(text, frames, gap, lineBreak, indent + STEP),
  ];
}

/** The cursor is after a dash, at a half-typed word or where nothing is yet: a scalar, or the first key of a mapping. */
export function placesAfterDash(
  text: string,
  before: readonly Frame[],
  entry: Entry,
  word: SourceRange,
): CursorPlace[] {
  const frames = withItems(before, entry);
  const dash = entry.dashes.at(-1) ?? 0;
  const afterDash = entry.start + dash + 1;
  const below = contentBelow(text, entry.next);
  if (below !== undefined && below.indent > dash) {
    // The item's mapping goes on below: its first key must stand in the same column.
    const blanks = below.indent - dash - 1;
    if (below.dash || blanks < 1) return [];
    openMapping(frames, below.indent);
    return [keyPlace(text, frames, entry.next, { start: afterDash, end: word.end }, pad(blanks), "nothing")];
  }
  const blank = word.start === afterDash ? " " : "";
  const siblings = allWords(text, copyFrames(frames), entry.next);
  const value = valuePlace(text, frames, word, blank, siblings);
  openMapping(frames, word.start - entry.start + blank.length);
  return [value, keyPlace(text, frames, entry.next, word, blank, "nothing")];
}

/** A mapping's key, a list's item or its mapping's key, one level below the innermost frame; nothing of it is there yet. */
export function childPlaces(
  text: string,
  parent: readonly Frame[],
  range: SourceRange,
  before: string,
  column: number,
): CursorPlace[] {
  const mapping = copyFrames(parent);
  openMapping(mapping, column);
  const list = copyFrames(parent);
  openItems(list, { dashes: [column] });
  return [
    keyPlace(text, mapping, undefined, range, before, "nothing"),
    ...itemPlaces(text, list, undefined, range, before),
  ];
}

/** A new item of the innermost frame, a list whose step is the item's position already. */
export function itemPlaces(
  text: string,
  list: readonly Frame[],
  next: number | undefined,
  range: SourceRange,
  before: string,
): CursorPlace[] {
  const item = copyFrames(list);
  const siblings = allWords(text, copyFrames(list), next);
  const value = valuePlace(text, item, range, `${before}- `, siblings);
  openMapping(item, (item.at(-1)?.indent ?? 0) + STEP);
  return [value, keyPlace(text, item, undefined, range, `${before}- `, "nothing")];
}

/** A key of the innermost frame. */
export function keyPlace(
  text: string,
  frames: Frame[],
  next: number | undefined,
  range: SourceRange,
  before: string,
  followedBy: KeyPlace["followedBy"],
): KeyPlace {
  const path = pathOf(frames).slice(0, -1);
  const indent = frames.at(-1)?.indent ?? 0;
  const present = allWords(text, frames, next);
  return { kind: "key", style: "block", range, before, after: "", path, present, indent, followedBy };
}

/** A scalar as the innermost frame's current value. */
export function valuePlace(
  text: string,
  frames: readonly Frame[],
  range: SourceRange,
  before: string,
  siblings: ReadonlySet<string>,
): ValuePlace {
  const first = text[range.start];
  const quote = range.end > range.start && (first === '"' || first === "'") ? first : undefined;
  const after = text[range.end] === "#" ? " " : "";
  return { kind: "value", style: "block", range, before, after, path: pathOf(frames), quote, siblings };
}

export function pad(columns: number): string {
  return " ".repeat(columns);
}

/** The stack inside an entry's dashes, before its key. */
function withItems(before: readonly Frame[], entry: Entry): Frame[] {
  const frames = copyFrames(before);
  closeFrames(frames, entry.indent, entry.dashes.length > 0);
  openItems(frames, entry);
  return frames;
}
