import { anchorsBefore, borrowedAt } from "./borrowed-value";
import { conflictFaults, toFinding } from "./fault-finding";
import { ItemList } from "./item-list";
import type { ManifestPieces, PiecesChange } from "./manifest-pieces";
import type { ManifestReading } from "./manifest-reading";
import type { Piece } from "./piece";
import { plainItem, type Anchored, type PieceValue } from "./piece-value";
import { PlacedEntry, type RootMapping } from "./placed-node";
import { markIn, unusedAnchors } from "./placed-marks";
import { readPiece, rebuildPiece } from "./read-piece";
import { RootComposer, type Composed } from "./root-composer";
import { budgetFault } from "./value-tree";

/** What a manifest in pieces means, with what it takes to put another piece in the place of one. */
export interface PiecesReading extends ManifestReading {
  readonly composed: Composed;
  readonly totals: Totals;
}

/** What is counted over all pieces. */
interface Totals {
  readonly size: number;
  readonly merges: number;
  /** The pieces with anchors or aliases, in their order. */
  readonly marked: readonly Piece[];
  /** The marks of unfinished merges. */
  readonly conflicts: readonly Piece[];
}

/** Reads all pieces and puts them together; a piece that was read before and has not changed is not read again. */
export function readPieces(manifest: ManifestPieces): PiecesReading {
  const composer = new RootComposer();
  const anchors = new Map<string, Anchored>();
  const known = (name: string): Anchored | undefined => anchors.get(name);
  const [marked, conflicts]: [Piece[], Piece[]] = [[], []];
  let [size, merges] = [1, 0];
  let index = -1;
  for (const piece of manifest.all) {
    index += 1;
    if (piece.kind === "conflict") {
      conflicts.push(piece);
      continue;
    }
    const value = (piece.value = valueOf(piece, anchors, known));
    if (value.marks.length > 0) marked.push(piece);
    if (value.anchors.size > 0) for (const [name, anchored] of value.anchors) anchors.set(name, anchored);
    size += value.size;
    merges += value.merges;
    composer.add(piece, value, index);
  }
  return readingOf(manifest, composer.compose(), { size, merges, marked, conflicts });
}

/**
 * The reading after an edit that changed nothing but one item of a list, where it was plain and still is: most edits of
 * a large manifest are. Undefined for every other edit.
 */
export function withPiece(
  { composed, totals, byPiece }: PiecesReading,
  manifest: ManifestPieces,
  { index, was, is }: Extract<PiecesChange, { readonly kind: "one" }>,
): PiecesReading | undefined {
  if (!byPiece || totals.conflicts.length > 0 || was.kind !== "item" || is.kind !== "item") return undefined;
  const before = was.value && plainItem(was.value);
  if (was.value === undefined || before === undefined || composed.doubtful.has(before)) return undefined;
  // An alias in it would be without its anchor; then it is not plain, and built again with all the others.
  is.value ??= readPiece(is, () => undefined);
  const item = plainItem(is.value);
  if (item === undefined) return undefined;
  const root = withItem(composed.root, index, (list, at) =>
    list.items[at] === before ? list.withItem(at, item, was, is) : undefined,
  );
  if (root === undefined) return undefined;
  const size = totals.size - was.value.size + is.value.size;
  return readingOf(manifest, { ...composed, root }, { ...totals, size });
}

/** The manifest with a list changed: the one that a piece is in. */
function withItem(
  root: RootMapping,
  index: number,
  change: (list: ItemList, at: number) => ItemList | undefined,
): RootMapping | undefined {
  for (const entry of root.entries) {
    const { value } = entry;
    if (!(entry instanceof PlacedEntry && value instanceof ItemList)) continue;
    const at = index - value.firstIndex;
    if (at < 0 || at >= value.items.length) continue;
    const changed = change(value, at);
    return changed && root.withEntry(entry, entry.withValue(changed));
  }
  return undefined;
}

function readingOf(manifest: ManifestPieces, composed: Composed, totals: Totals): PiecesReading {
  const { size, merges, marked, conflicts } = totals;
  const pieces = manifest.all;
  const [first] = pieces;
  const tooLarge = first === undefined ? undefined : budgetFault(size, merges, first);
  const faults =
    conflicts.length > 0
      ? conflictFaults(conflicts)
      : [...composed.faults, ...(tooLarge === undefined ? [] : [tooLarge])];
  const { incomplete, doubtful, unsureLists } = composed;
  return {
    composed,
    totals,
    incomplete,
    doubtful,
    unsureLists,
    root: tooLarge === undefined ? composed.root : undefined,
    findings: faults.map(toFinding),
    brokenOff: false,
    byPiece: tooLarge === undefined,
    conflicting: conflicts.length > 0,
    marks: () =>
      marked.flatMap((piece) => (piece.value?.marks ?? []).map((mark) => ({ ...mark, origin: piece }))),
    markAt: (offset) => {
      const piece = manifest.pieceAt(offset);
      return piece?.value && markIn(piece, piece.value, offset);
    },
    borrowedAt: (offset) => borrowedAt(pieces, manifest.pieceAt(offset), offset),
    anchorsBefore: (offset) =>
      anchorsBefore(
        pieces.flatMap((piece) => (piece.value === undefined ? [] : [{ origin: piece, value: piece.value }])),
        offset,
      ),
    unusedAnchors: () =>
      unusedAnchors(marked.map((piece) => ({ origin: piece, marks: piece.value?.marks ?? [] }))),
  };
}

/** A piece's value, the anchors before it resolved. A piece whose anchors are the same objects as before is left as it is. */
function valueOf(
  piece: Piece,
  anchors: ReadonlyMap<string, Anchored>,
  known: (name: string) => Anchored | undefined,
): PieceValue {
  const { value } = piece;
  if (value === undefined) return readPiece(piece, known);
  const isStale = value.uses.size > 0 && [...value.uses].some(([name, was]) => anchors.get(name) !== was);
  return isStale ? rebuildPiece(piece, value, known) : value;
}
