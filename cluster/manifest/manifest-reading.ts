import type { Finding } from "../finding";
import { anchorsBefore, borrowedAt, borrowedIn, type BorrowedValue } from "./borrowed-value";
import { causeOf } from "./fault-cause";
import type { ManifestPieces } from "./manifest-pieces";
import type { Origin, Piece } from "./piece";
import type { Anchored, PieceFault, PieceValue } from "./piece-value";
import { markedPieces, markIn, unusedAnchors, type PlacedMark } from "./placed-marks";
import { placeFault, readPiece, rebuildPiece } from "./read-piece";
import { RootComposer } from "./root-composer";
import { budgetFault, buildValue } from "./value-tree";
import type { ValueNode } from "./value-node";
import { readYaml } from "./yaml-reader";

/** What a manifest's text means, as it is now. */
export interface ManifestReading {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
  /** The text was read in one go, and not to its end: what comes after the fault may be misread. */
  readonly brokenOff: boolean;
  /** It was read piece by piece: what each piece means is its own `value`. */
  readonly byPiece: boolean;
  /** Some top-level entry could not be read: what seems to be missing may be in it. */
  readonly incomplete: boolean;
  /** Values in pieces with a fault: they may be half of what is meant. */
  readonly doubtful: ReadonlySet<ValueNode>;
  /** Top-level lists with an item that has a fault: there may be more items, or fewer. */
  readonly unsureLists: ReadonlySet<string>;
  /** Both sides of a merge are in the text. */
  readonly conflicting: boolean;
  /** Every anchor and alias, in the order of the text. */
  marks(): readonly PlacedMark[];
  /** The anchor or alias at an offset. */
  markAt(offset: number): PlacedMark | undefined;
  /** The alias or merge key at an offset. */
  borrowedAt(offset: number): BorrowedValue | undefined;
  /** The anchors that an alias at an offset may name, with what each stands for where that could be read. */
  anchorsBefore(offset: number): ReadonlyMap<string, ValueNode | undefined>;
  /** The anchors that no alias refers to; each name stands for its last anchor before the alias. */
  unusedAnchors(): readonly PlacedMark[];
}

/** Reads a manifest piece by piece; what was read before and has not changed is not read again. */
export function readManifest(pieces: ManifestPieces): ManifestReading {
  return pieces.all.some((piece) => piece.kind === "odd") || !hasEntries(pieces)
    ? readWhole(pieces.text)
    : readPieces(pieces);
}

function hasEntries(pieces: ManifestPieces): boolean {
  return pieces.all.some((piece) => piece.after.begun);
}

/** A document that cannot be cut is read in one go. */
export function readWhole(text: string): ManifestReading {
  const origin: Origin = { start: 0 };
  const reading = readYaml(text);
  const fault = reading.fault && placeFault(causeOf(text, reading.fault, "whole"), origin);
  const built = buildValue(reading, fault, origin, () => undefined);
  const tooLarge = budgetFault(built.size, built.merges, origin);
  const before = fault?.start ?? Infinity;
  const second =
    reading.second !== undefined && reading.second.start <= before
      ? [{ code: "yaml-second-document", message: SECOND_DOCUMENT, origin, ...reading.second }]
      : [];
  const faults = [
    ...(fault === undefined ? [] : [fault]),
    ...built.findings.filter(({ end }) => end <= before),
    ...(tooLarge === undefined ? [] : [tooLarge]),
    ...second,
  ];
  return {
    root: tooLarge === undefined ? built.value : undefined,
    findings: faults.map(toFinding),
    brokenOff: fault !== undefined,
    byPiece: false,
    incomplete: fault !== undefined,
    doubtful: new Set(),
    unsureLists: new Set(),
    conflicting: false,
    marks: () => built.marks.map((mark) => ({ ...mark, origin })),
    markAt: (offset) => markIn(origin, built, offset),
    borrowedAt: (offset) => borrowedIn({ origin, value: built }, offset, (path) => path),
    anchorsBefore: (offset) => anchorsBefore([{ origin, value: built }], offset),
    unusedAnchors: () => unusedAnchors([{ origin, marks: built.marks }]),
  };
}

const SECOND_DOCUMENT = "A manifest is one YAML document. Put a second cluster into a file of its own.";

function readPieces(manifest: ManifestPieces): ManifestReading {
  const pieces = manifest.all;
  const conflicts = pieces.filter((piece) => piece.kind === "conflict");
  const composer = new RootComposer();
  const anchors = new Map<string, Anchored>();
  const known = (name: string): Anchored | undefined => anchors.get(name);
  let [size, merges] = [1, 0];
  for (const piece of pieces) {
    if (piece.kind === "conflict") continue;
    const value = (piece.value = valueOf(piece, anchors, known));
    if (value.anchors.size > 0) for (const [name, anchored] of value.anchors) anchors.set(name, anchored);
    size += value.size;
    merges += value.merges;
    composer.add(piece, value);
  }
  const [first] = pieces;
  const tooLarge = first === undefined ? undefined : budgetFault(size, merges, first);
  const marks = (): PlacedMark[] => {
    const placed: PlacedMark[] = [];
    for (const piece of pieces)
      for (const { kind, name, start, end } of piece.value?.marks ?? [])
        placed.push({ kind, name, start, end, origin: piece });
    return placed;
  };
  const { faults, ...composed } = composer.compose();
  return {
    ...composed,
    root: tooLarge === undefined ? composed.root : undefined,
    findings: (conflicts.length > 0
      ? conflictFaults(conflicts)
      : [...faults, ...(tooLarge === undefined ? [] : [tooLarge])]
    ).map(toFinding),
    brokenOff: false,
    byPiece: tooLarge === undefined,
    conflicting: conflicts.length > 0,
    marks,
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
    unusedAnchors: () => unusedAnchors(markedPieces(pieces)),
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

/** One finding for each unfinished merge: until it is finished, nobody knows what else is meant. */
function conflictFaults(conflicts: readonly Piece[]): PieceFault[] {
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

function toFinding({ code, message, origin, start, end, related, fix }: PieceFault): Finding {
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
            },
          ],
  };
}
