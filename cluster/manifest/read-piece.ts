import { causeOf } from "./fault-cause";
import type { Origin, Piece } from "./piece";
import type { Anchored, PieceFault, PieceValue } from "./piece-value";
import { readPlain } from "./plain-reader";
import { buildValue } from "./value-tree";
import { unreadableCharacter } from "./yaml-fault";
import { readYaml } from "./yaml-reader";
import type { Fault, Reading } from "./written-node";

/** Reads a piece; `known` answers the anchors that stand before it. */
export function readPiece(piece: Piece, known: (name: string) => Anchored | undefined): PieceValue {
  const reading =
    piece.kind === "head" ? readComments(piece.text) : (readPlain(piece.text) ?? readYaml(piece.text));
  const found = reading.fault ?? misplaced(piece, reading);
  const fault = found && causeOf(piece.text, found, piece.kind === "item" ? "item" : "whole");
  return buildValue(reading, fault && placeFault(fault, piece), piece, known);
}

/** What stands before the first key has no value; YAML forbids some characters even there. */
function readComments(text: string): Reading {
  return { written: undefined, fault: unreadableCharacter(text), marks: [] };
}

/** Builds a piece's values again, where anchors that it uses have changed. */
export function rebuildPiece(
  piece: Piece,
  { written, marks, fault }: PieceValue,
  known: (name: string) => Anchored | undefined,
): PieceValue {
  return buildValue({ written, marks }, fault, piece, known);
}

export function placeFault({ code, message, start, end, fix }: Fault, origin: Origin): PieceFault {
  return { code, message, origin, start, end, fix };
}

/** What is sound by itself, and not where it stands: a line without a key among keys. */
function misplaced({ kind, text }: Piece, { written }: Reading): Fault | undefined {
  if (kind === "head") return undefined;
  if (kind === "item") return strayLine(written);
  const [word = ""] = /^[^\r\n]*/.exec(text) ?? [];
  const key = written?.kind === "mapping" && written.style === "block" ? written.pairs[0] : undefined;
  if (key !== undefined && key.start < word.length) return undefined;
  const end = word.trimEnd().length;
  const message = /^[\w-]+:\S/.test(word)
    ? "A blank belongs after a key's ':'."
    : "A ':' and a value are missing after this key.";
  return { code: "yaml-syntax", start: 0, end, message };
}

/** The parser lets a line pass that stands between an item's dash and what belongs to it. */
function strayLine(written: Reading["written"]): Fault | undefined {
  if (written?.kind !== "sequence" || written.items.length === 1) return undefined;
  const [, stray] = written.items;
  const start = stray?.start ?? written.start;
  const message = "This line belongs to no item: mind its indentation.";
  return { code: "yaml-syntax", start, end: Math.max(start + 1, stray?.end ?? start), message };
}
