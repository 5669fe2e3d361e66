import { isBlank, lineEnd, nextLine, skipBlanks } from "./cursor-lexer";
import { applyUnit, outerColumn, type Frame } from "./cursor-frames";
import { readUnit } from "./cursor-unit";

/** The next line that is not blank and no comment. */
export interface Below {
  readonly indent: number;
  readonly dash: boolean;
}

/** What the lines from `from` on begin with; undefined where there are none. */
export function contentBelow(text: string, from: number | undefined): Below | undefined {
  for (let start = from; start !== undefined; start = nextLine(text, start)) {
    const end = lineEnd(text, start);
    const at = skipBlanks(text, start, end);
    if (at === end || text[at] === "#") continue;
    return { indent: at - start, dash: text[at] === "-" && isBlank(text, at + 1, end) };
  }
  return undefined;
}

/** The keys or scalar items that the innermost frame has above and below: reads on until the frame ends. Uses the stack up. */
export function allWords(text: string, frames: Frame[], from: number | undefined): ReadonlySet<string> {
  const depth = frames.length - 1;
  const frame = frames[depth];
  for (let start = from; start !== undefined && frame !== undefined;) {
    const unit = readUnit(text, start, (column) => outerColumn(frames, column));
    applyUnit(text, frames, unit);
    if (frames[depth] !== frame) break;
    start = unit.next;
  }
  return new Set(frame?.words);
}
