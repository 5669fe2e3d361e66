import { anchorsBefore, borrowedIn } from "./borrowed-value";
import { causeOf } from "./fault-cause";
import { toFinding } from "./fault-finding";
import type { ManifestPieces } from "./manifest-pieces";
import type { ManifestReading } from "./manifest-reading";
import type { Origin } from "./piece";
import { readPieces, withPiece, type PiecesReading } from "./pieces-reading";
import { markIn, unusedAnchors } from "./placed-marks";
import { placeFault } from "./read-piece";
import { budgetFault, buildValue } from "./value-tree";
import { readYaml } from "./yaml-reader";

/**
 * Reads a manifest piece by piece; what was read before and has not changed is not read again. `before` is what the
 * pieces were read as when they were last asked for their change.
 */
export function readManifest(
  pieces: ManifestPieces,
  before?: ManifestReading | PiecesReading,
): ManifestReading | PiecesReading {
  const change = pieces.takeChange();
  const known = before !== undefined && "composed" in before ? before : undefined;
  if (known !== undefined && change.kind === "one") {
    const reading = withPiece(known, pieces, change);
    if (reading !== undefined) return reading;
  }
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
