import type { Finding } from "../finding";
import type { Piece } from "./piece";
import type { PieceFault } from "./piece-value";

/** One finding for each unfinished merge: until it is finished, nobody knows what else is meant. */
export function conflictFaults(conflicts: readonly Piece[]): PieceFault[] {
  const begins = conflicts.filter(({ text }) => text.startsWith("<"));
  const told = begins.length > 0 ? begins : conflicts.slice(0, 1);
  return told.map((piece) => ({
    code: "yaml-conflict",
    message:
      "A merge was not finished here: both sides are in the file. Keep one, and delete the lines of <<<<<<<, ======= and >>>>>>>.",
    origin: piece,
    start: 0,
    end: /^[^\r\n]*/.exec(piece.text)?.[0].trimEnd().length ?? 0,
  }));
}

/** A fault at the places where its pieces stand now. */
export function toFinding({ code, message, origin, start, end, related, fix }: PieceFault): Finding {
  return {
    code,
    severity: "error",
    message,
    range: { start: origin.start + start, end: origin.start + end },
    related:
      related === undefined
        ? []
        : [
            {
              range: { start: related.origin.start + related.start, end: related.origin.start + related.end },
              message: related.message,
            },
          ],
    fixes:
      fix === undefined
        ? []
        : [
            {
              title: fix.title,
              changes: fix.edits.map((edit) => ({
                range: { start: origin.start + edit.start, end: origin.start + edit.end },
                newText: edit.newText,
              })),
              ...(fix.safe === undefined ? {} : { safe: fix.safe }),
            },
          ],
  };
}
