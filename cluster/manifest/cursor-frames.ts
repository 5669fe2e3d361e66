import type { Path } from "../source-range";
import { wordText } from "./cursor-lexer";
import type { Entry, Unit } from "./cursor-unit";

/** A block collection that is open at some line, outermost first in a stack. */
export interface Frame {
  readonly kind: "mapping" | "sequence";
  /** Column of the mapping's keys, or of the sequence's dashes. */
  readonly indent: number;
  /** The keys, or the scalar items, so far. */
  readonly words: string[];
  /** The current key, or the current item's position. */
  step: string | number;
  /** Whether the current key or item has a value already; if not, it may come on the lines below. */
  filled: boolean;
}

/** The depth of a list right under a key of the manifest: what its aliases stand for is looked up, wherever they are. */
const TOP_LEVEL_LIST = 2;

/** The way to the innermost frame's current value. */
export function pathOf(frames: readonly Frame[]): Path {
  return frames.map((frame) => frame.step);
}

/** Closes the frames that a line at this column ends. A sequence may stand at its key's own column. */
export function closeFrames(frames: Frame[], column: number, startsWithDash: boolean): void {
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    const ended =
      top.indent > column || (top.indent === column && top.kind === "sequence" && !startsWithDash);
    if (!ended) return;
    frames.pop();
  }
}

/** The column that a node without a key must stay right of, when it starts at `column`. */
export function outerColumn(frames: readonly Frame[], column: number): number {
  for (let index = frames.length - 1; index >= 0; index -= 1) {
    const frame = frames[index];
    if (frame !== undefined && frame.indent <= column) return frame.indent;
  }
  return -1;
}

/** Takes a unit into the stack. */
export function applyUnit(text: string, frames: Frame[], unit: Unit): void {
  if (unit.kind === "marker") frames.length = 0;
  if (unit.kind !== "entry") return;
  closeFrames(frames, unit.indent, unit.dashes.length > 0);
  openItems(frames, unit);
  const filled = unit.content.kind !== "none";
  if (unit.key !== undefined) {
    addStep(frames, "mapping", unit.body - unit.start, unit.key.text);
    setFilled(frames, filled);
  } else if (unit.dashes.length > 0) {
    setFilled(frames, filled);
    if (unit.content.kind === "scalar") {
      frames.at(-1)?.words.push(wordText(text, unit.content.start, unit.content.end));
    } else if (unit.content.kind === "alias" && frames.length > TOP_LEVEL_LIST) {
      frames.at(-1)?.words.push(text.slice(unit.content.start, unit.content.end));
    }
  } else if (frames.length === 0 && unit.content.kind === "flow") {
    // The whole document is one flow collection: nothing of a block may follow it.
    frames.push({ kind: "mapping", indent: -1, words: [], step: "", filled: true });
  } else if (frames.at(-1)?.filled === false && (frames.at(-1)?.indent ?? 0) < unit.indent) {
    setFilled(frames, true);
  }
}

/** Opens or goes on with the sequences that a line's dashes belong to. */
export function openItems(frames: Frame[], { dashes }: Pick<Entry, "dashes">): void {
  for (const column of dashes) {
    closeFrames(frames, column, true);
    addStep(frames, "sequence", column, undefined);
  }
}

function addStep(frames: Frame[], kind: Frame["kind"], indent: number, key: string | undefined): void {
  let top = frames.at(-1);
  if (top?.kind !== kind || top.indent !== indent) {
    setFilled(frames, true);
    top = { kind, indent, words: [], step: -1, filled: false };
    frames.push(top);
  }
  top.step = key ?? Number(top.step) + 1;
  top.filled = false;
  if (key !== undefined) top.words.push(key);
}

function setFilled(frames: readonly Frame[], filled: boolean): void {
  const top = frames.at(-1);
  if (top !== undefined) top.filled = filled;
}

/** A stack that can be read on with, without touching the one it was copied from. */
export function copyFrames(frames: readonly Frame[]): Frame[] {
  return frames.map((frame) => ({ ...frame, words: [...frame.words] }));
}

/** The mapping with its keys at this column: the innermost frame, or a new one inside it. */
export function openMapping(frames: Frame[], column: number): Frame {
  const top = frames.at(-1);
  if (top?.kind === "mapping" && top.indent === column) return top;
  const opened: Frame = { kind: "mapping", indent: column, words: [], step: "", filled: true };
  frames.push(opened);
  return opened;
}
