import type { Finding } from "../finding";
import type { SourceRange } from "../source-range";
import { anchorsBefore, borrowedAt, borrowedIn, type BorrowedValue } from "./borrowed-value";
import type { ManifestPieces } from "./manifest-pieces";
import type { Origin, Piece } from "./piece";
import type { Anchored, PieceFault, PieceValue } from "./piece-value";
import { PlacedEntry, PlacedMapping, PlacedScalar, PlacedSequence } from "./placed-node";
import { placeFault, readPiece, rebuildPiece } from "./read-piece";
import { budgetFault, buildValue, duplicateKey } from "./value-tree";
import type { ValueNode } from "./value-node";
import type { Mark } from "./written-node";
import { readYaml } from "./yaml-reader";

/** More findings than this are the echo of one cause. */
const MOST_FINDINGS = 200;

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
}

/** An anchor or alias, and where it stands. */
export interface PlacedMark extends Mark {
  readonly origin: Origin;
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
  const fault = reading.fault && placeFault(reading.fault, origin);
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
    conflicting: false,
    marks: () => built.marks.map((mark) => ({ ...mark, origin })),
    markAt: (offset) => markIn(origin, built, offset),
    borrowedAt: (offset) => borrowedIn({ origin, value: built }, offset, (path) => path),
    anchorsBefore: (offset) => anchorsBefore([{ origin, value: built }], offset),
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
  const { root, faults, incomplete, doubtful } = composer.compose();
  return {
    root: tooLarge === undefined ? root : undefined,
    findings: (conflicts.length > 0
      ? conflictFaults(conflicts)
      : [...faults, ...(tooLarge === undefined ? [] : [tooLarge])]
    ).map(toFinding),
    brokenOff: false,
    byPiece: tooLarge === undefined,
    incomplete,
    doubtful,
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

/** Puts the pieces' values together to the manifest's root. */
class RootComposer {
  readonly #own = new Map<string, PlacedEntry>();
  readonly #merged: PlacedEntry[] = [];
  readonly #faults: PieceFault[] = [];
  readonly #doubtful = new Set<ValueNode>();
  #incomplete = false;
  #list:
    | { readonly entry: PlacedEntry; readonly items: ValueNode[]; first: Piece | undefined; last: Piece }
    | undefined;
  #first: Piece | undefined;
  #last: PlacedEntry | undefined;

  add(piece: Piece, value: PieceValue): void {
    this.#first ??= piece;
    if (this.#faults.length < MOST_FINDINGS) {
      if (value.fault !== undefined) this.#faults.push(value.fault);
      else if (value.findings.length > 0) this.#faults.push(...value.findings);
    }
    if (piece.kind === "item") {
      this.#addItem(piece, value);
      return;
    }
    if (piece.kind === "head") return;
    this.#endList();
    if (value.fault !== undefined) this.#incomplete = true;
    const node = value.value;
    if (!(node instanceof PlacedMapping)) return;
    for (const entry of node.entries) {
      if (!(entry instanceof PlacedEntry)) continue;
      if (value.fault !== undefined) this.#doubtful.add(entry.value);
      if (entry.merged) this.#merged.push(entry);
      else if (piece.kind === "list") this.#list = { entry, items: [], first: undefined, last: piece };
      else this.#enter(entry);
    }
  }

  compose(): Pick<ManifestReading, "root" | "incomplete" | "doubtful"> & {
    readonly faults: readonly PieceFault[];
  } {
    this.#endList();
    const entries = new Map(this.#own);
    for (const entry of this.#merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    const all = [...entries.values()];
    const origin = this.#first ?? { start: 0 };
    const end = this.#last?.value.range.end ?? origin.start;
    const root = new PlacedMapping(origin, 0, Math.max(0, end - origin.start), "block", all);
    return { root, incomplete: this.#incomplete, doubtful: this.#doubtful, faults: this.#faults };
  }

  #addItem(piece: Piece, { value, fault }: PieceValue): void {
    const list = this.#list;
    if (list === undefined) return;
    const item = itemOf(value) ?? new PlacedScalar(piece, 0, piece.text.trimEnd().length, null, "", false);
    if (fault !== undefined) this.#doubtful.add(item);
    list.items.push(item);
    list.first ??= piece;
    list.last = piece;
  }

  #endList(): void {
    if (this.#list === undefined) return;
    const { entry, items, first: firstPiece, last } = this.#list;
    this.#list = undefined;
    const [first] = items;
    const final = items.at(-1);
    if (first === undefined || final === undefined || firstPiece === undefined) {
      this.#enter(entry);
      return;
    }
    // The list is as long as its items are now; it is composed anew after each edit.
    const { start } = ownRange(first, firstPiece);
    const { end } = ownRange(final, last);
    const origin: Origin = { start: 0 };
    this.#enter(entry.withValue(new PlacedSequence(origin, start, Math.max(start, end), "block", items)));
  }

  #enter(entry: PlacedEntry): void {
    this.#last = entry;
    const first = this.#own.get(entry.key);
    if (first === undefined) this.#own.set(entry.key, entry);
    else if (this.#faults.length < MOST_FINDINGS) this.#faults.push(duplicateKey(entry.key, entry, first));
  }
}

function markIn(origin: Origin, { marks }: PieceValue, offset: number): PlacedMark | undefined {
  const at = offset - origin.start;
  const found = marks.find(({ start, end }) => start <= at && at <= end);
  return found && { ...found, origin };
}

/** Where an item is written; for an alias that is not where its value is. */
function ownRange({ range }: ValueNode, piece: Piece): SourceRange {
  if (piece.start <= range.start && range.end <= piece.end) return range;
  const text = piece.text.trimEnd();
  return { start: piece.start + text.search(/\S/) + 1, end: piece.start + text.length };
}

/** The item, or as much of it as could be read. */
function itemOf(value: ValueNode | undefined): ValueNode | undefined {
  return value?.kind === "sequence" ? value.items[0] : undefined;
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

function toFinding({ code, message, origin, start, end, related }: PieceFault): Finding {
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
    fixes: [],
  };
}
