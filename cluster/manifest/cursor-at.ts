import type { SourceRange } from "../source-range";
import { placesAfterDash, placesAfterKey, placesOnAlias, placesOnKey, placesOnValue } from "./cursor-block";
import { flowPlaces } from "./cursor-flow";
import { applyUnit, copyFrames, outerColumn, pathOf, type Frame } from "./cursor-frames";
import { lineEnd, skipBlanks } from "./cursor-lexer";
import { placesOnOwnLine } from "./cursor-own-line";
import type { CursorPlace } from "./cursor-place";
import { readUnit, type Entry, type Unit } from "./cursor-unit";

/**
 * What may be written at an offset of a manifest, as far as its text and indentation tell. It reads the text alone,
 * because a half-typed line has no place in a tree; linear in the text's length, whatever is in it.
 */
export function cursorPlaces(text: string, offset: number): readonly CursorPlace[] {
  const frames: Frame[] = [];
  let begun = false;
  for (let start = 0; ;) {
    const unit = readUnit(text, start, (column) => outerColumn(frames, column));
    // A manifest is one document: what is written behind its end would be a second one.
    if (unit.kind === "marker" && begun) return [];
    begun ||= unit.kind === "entry" || unit.kind === "opaque";
    if (unit.next === undefined || offset < unit.next) return placesInUnit(text, frames, unit, offset);
    applyUnit(text, frames, unit);
    start = unit.next;
  }
}

function placesInUnit(text: string, frames: readonly Frame[], unit: Unit, offset: number): CursorPlace[] {
  if (unit.kind === "entry") return placesInEntry(text, frames, unit, offset);
  if (unit.kind !== "blank" || text.slice(unit.start, offset).includes("\t")) return [];
  const word = { start: offset, end: offset };
  return placesOnOwnLine(text, frames, { start: unit.start, word, next: unit.next });
}

function placesInEntry(text: string, frames: readonly Frame[], entry: Entry, offset: number): CursorPlace[] {
  const { key, content } = entry;
  if (key !== undefined && offset <= key.colon) {
    return touches(key, offset) ? placesOnKey(text, frames, entry, { start: key.start, end: key.end }) : [];
  }
  switch (content.kind) {
    case "opaque":
      return [];
    case "flow": {
      if (offset <= content.start || (content.closed && offset >= content.end)) return [];
      const inside = copyFrames(frames);
      const isWhole = inside.length === 0 && key === undefined && entry.dashes.length === 0;
      if (!isWhole) applyUnit(text, inside, entry);
      return flowPlaces(text, content.start, content.outer, offset, pathOf(inside));
    }
    case "none": {
      if (offset < content.at || offset > skipBlanks(text, content.at, lineEnd(text, content.at))) return [];
      if (key !== undefined) return placesAfterKey(text, frames, entry, { start: content.at, end: offset });
      return entry.dashes.length > 0
        ? placesAfterDash(text, frames, entry, { start: offset, end: offset })
        : [];
    }
    case "alias": {
      const word = { start: content.start, end: content.end };
      return touches(word, offset) ? placesOnAlias(text, frames, entry, word) : [];
    }
    case "scalar": {
      const word = { start: content.start, end: content.end };
      if (!touches(word, offset) || text.slice(word.start, word.end).includes("\n")) return [];
      if (key !== undefined) return placesOnValue(text, frames, entry, word);
      if (entry.dashes.length > 0) return placesAfterDash(text, frames, entry, word);
      return placesOnOwnLine(text, frames, { start: entry.start, word, next: entry.next });
    }
  }
}

function touches(range: SourceRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
