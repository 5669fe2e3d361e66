import type { Origin } from "./piece";
import type { PieceValue } from "./piece-value";
import type { Mark } from "./written-node";

/** An anchor or alias, and where it stands. */
export interface PlacedMark extends Mark {
  readonly origin: Origin;
}

/** The anchor or alias at an offset of a piece. */
export function markIn(origin: Origin, { marks }: PieceValue, offset: number): PlacedMark | undefined {
  const at = offset - origin.start;
  const found = marks.find(({ start, end }) => start <= at && at <= end);
  return found && { ...found, origin };
}

interface Marked {
  readonly origin: Origin;
  readonly marks: readonly Mark[];
}

/** The anchors that no alias refers to; a name stands for its last anchor before the alias. */
export function unusedAnchors(marked: Iterable<Marked>): readonly PlacedMark[] {
  const unused = new Set<PlacedMark>();
  const last = new Map<string, PlacedMark>();
  for (const { origin, marks } of marked) {
    for (const mark of marks) {
      if (mark.kind === "anchor") {
        const placed = { ...mark, origin };
        last.set(mark.name, placed);
        unused.add(placed);
      } else {
        const anchor = last.get(mark.name);
        if (anchor !== undefined) unused.delete(anchor);
      }
    }
  }
  return [...unused];
}
