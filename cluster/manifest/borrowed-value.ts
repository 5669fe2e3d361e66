import type { Path, SourceRange } from "../source-range";
import type { Origin, Piece } from "./piece";
import type { Borrowing, PieceValue } from "./piece-value";
import type { ValueNode } from "./value-node";

/** A place that takes a value written elsewhere: an alias `*name`, or a merge key `<<` with all that it brings. */
export interface BorrowedValue {
  readonly kind: Borrowing["kind"];
  /** The alias with its sign, or the merge key. */
  readonly range: SourceRange;
  /** The way from the manifest's root; a merge key is a step like any other. */
  readonly path: Path;
  readonly value: ValueNode;
}

/** Where the anchors come from that stand before an offset. */
interface AnchorSource {
  readonly origin: Origin;
  readonly value: PieceValue;
}

/** The alias or merge key at an offset of one piece, whose value stands at the path given. */
export function borrowedIn(
  { origin, value }: AnchorSource,
  offset: number,
  place: (path: Path) => Path,
): BorrowedValue | undefined {
  const at = offset - origin.start;
  const found = value.borrowings.find(({ start, end }) => start <= at && at <= end);
  if (found === undefined) return undefined;
  const range = { start: origin.start + found.start, end: origin.start + found.end };
  return { kind: found.kind, range, path: place(found.path), value: found.value };
}

/** The alias or merge key at an offset of a manifest in pieces. */
export function borrowedAt(
  pieces: readonly Piece[],
  piece: Piece | undefined,
  offset: number,
): BorrowedValue | undefined {
  if (piece?.value === undefined) return undefined;
  const { value } = piece;
  return borrowedIn({ origin: piece, value }, offset, (path) => [
    ...itemPath(pieces, piece),
    ...path.slice(piece.kind === "item" ? 1 : 0),
  ]);
}

/** Where an item that is a piece of its own stands; empty for all other pieces. */
function itemPath(pieces: readonly Piece[], piece: Piece): Path {
  if (piece.kind !== "item") return [];
  const at = pieces.indexOf(piece);
  let list = at;
  while (list >= 0 && pieces[list]?.kind === "item") list -= 1;
  const head = pieces[list]?.value?.value;
  const key = head?.kind === "mapping" ? head.entries[0]?.key : undefined;
  return key === undefined ? [] : [key, at - list - 1];
}

/** The anchors that an alias at an offset may name, the nearest of each name; without a value where it could not be read. */
export function anchorsBefore(
  sources: Iterable<AnchorSource>,
  offset: number,
): ReadonlyMap<string, ValueNode | undefined> {
  const anchors = new Map<string, ValueNode | undefined>();
  for (const { origin, value } of sources) {
    if (origin.start > offset) break;
    for (const { kind, name, end } of value.marks) {
      if (kind !== "anchor" || origin.start + end > offset) continue;
      // The nearest one comes last, also among those of the same name.
      anchors.delete(name);
      const node = value.anchors.get(name)?.value;
      // An alias inside of its own anchor would never end.
      if (node !== undefined && isInside(node, offset)) continue;
      anchors.set(name, node);
    }
  }
  return anchors;
}

function isInside({ kind, range }: ValueNode, offset: number): boolean {
  return kind !== "scalar" && range.start <= offset && offset <= range.end;
}
