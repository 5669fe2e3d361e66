import type { Finding } from "../finding";
import { causeOf } from "./fault-cause";
import type { ManifestPieces } from "./manifest-pieces";
import type { Origin, Piece } from "./piece";
import type { Anchored, PieceFault, PieceValue } from "./piece-value";
import { PlacedEntry, PlacedMapping, PlacedScalar, PlacedSequence } from "./placed-node";
import { placeFault, readHead, readPiece, rebuildPiece } from "./read-piece";
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
  /** The anchors that no alias refers to; each name stands for its last anchor before the alias. */
  unusedAnchors(): readonly PlacedMark[];
}

/** An anchor or alias, and where it stands. */
export interface PlacedMark extends Mark {
  readonly origin: Origin;
}

/** Reads a manifest piece by piece; what was read before and has not changed is not read again. */
export function readManifest(pieces: ManifestPieces): ManifestReading {
  return pieces.all.some((piece) => piece.kind === "odd") || !hasEntries(pieces)
    ? readWhole(pieces.text)
    : readPieces(pieces.all);
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
    incomplete: fault !== undefined,
    doubtful: new Set(),
    unsureLists: new Set(),
    conflicting: false,
    marks: () => built.marks.map((mark) => ({ ...mark, origin })),
    unusedAnchors: () => unusedAnchors([{ origin, marks: built.marks }]),
  };
}

const SECOND_DOCUMENT = "A manifest is one YAML document. Put a second cluster into a file of its own.";

function readPieces(pieces: readonly Piece[]): ManifestReading {
  const conflicts = pieces.filter((piece) => piece.kind === "conflict");
  const values = valuesOf(pieces);
  const composer = new RootComposer();
  let [size, merges] = [1, 0];
  for (const [index, piece] of pieces.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    size += value.size;
    merges += value.merges;
    composer.add(piece, value);
  }
  const [first] = pieces;
  const tooLarge = first === undefined ? undefined : budgetFault(size, merges, first);
  const marks = (): PlacedMark[] =>
    pieces.flatMap((piece) => (piece.value?.marks ?? []).map((mark) => ({ ...mark, origin: piece })));
  const { faults, ...composed } = composer.compose();
  return {
    ...composed,
    root: tooLarge === undefined ? composed.root : undefined,
    findings: (conflicts.length > 0
      ? conflictFaults(conflicts)
      : [...faults, ...(tooLarge === undefined ? [] : [tooLarge])]
    ).map(toFinding),
    brokenOff: false,
    conflicting: conflicts.length > 0,
    marks,
    unusedAnchors: () => unusedAnchors(markedPieces(pieces)),
  };
}

/** Each piece's value, the anchors before it resolved. Pieces whose anchors are the same objects are left as they are. */
function valuesOf(pieces: readonly Piece[]): readonly (PieceValue | undefined)[] {
  const anchors = new Map<string, Anchored>();
  const known = (name: string): Anchored | undefined => anchors.get(name);
  return pieces.map((piece) => {
    if (piece.kind === "conflict") return undefined;
    if (piece.kind === "head") {
      piece.value ??= readHead(piece);
      return piece.value;
    }
    let value = piece.value;
    if (value === undefined) value = readPiece(piece, known);
    else if (value.uses.size > 0 && [...value.uses].some(([name, was]) => anchors.get(name) !== was))
      value = rebuildPiece(piece, value, known);
    piece.value = value;
    if (value.anchors.size > 0) for (const [name, anchored] of value.anchors) anchors.set(name, anchored);
    return value;
  });
}

/** Puts the pieces' values together to the manifest's root. */
class RootComposer {
  readonly #own = new Map<string, PlacedEntry>();
  readonly #merged: PlacedEntry[] = [];
  readonly #faults: PieceFault[] = [];
  readonly #doubtful = new Set<ValueNode>();
  readonly #unsureLists = new Set<string>();
  #incomplete = false;
  #list: { readonly entry: PlacedEntry; readonly items: ValueNode[]; last: Piece } | undefined;
  #first: Piece | undefined;
  #last: PlacedEntry | undefined;

  add(piece: Piece, value: PieceValue): void {
    if (piece.kind !== "head") this.#first ??= piece;
    if (value.fault !== undefined && this.#faults.length < MOST_FINDINGS) this.#faults.push(value.fault);
    else if (this.#faults.length < MOST_FINDINGS) this.#faults.push(...value.findings);
    if (piece.kind === "item") {
      this.#addItem(piece, value);
      return;
    }
    this.#endList();
    if (value.fault !== undefined) this.#incomplete = true;
    const node = value.value;
    if (!(node instanceof PlacedMapping)) return;
    for (const entry of node.entries) {
      if (!(entry instanceof PlacedEntry)) continue;
      if (value.fault !== undefined) this.#doubtful.add(entry.value);
      if (entry.merged) this.#merged.push(entry);
      else if (piece.kind === "list") this.#list = { entry, items: [], last: piece };
      else this.#enter(entry);
    }
  }

  compose(): Pick<ManifestReading, "root" | "incomplete" | "doubtful" | "unsureLists"> & {
    readonly faults: readonly PieceFault[];
  } {
    this.#endList();
    const entries = new Map(this.#own);
    for (const entry of this.#merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    const all = [...entries.values()];
    const origin = this.#first ?? { start: 0 };
    const end = this.#last?.value.range.end ?? origin.start;
    const root = new PlacedMapping(origin, 0, Math.max(0, end - origin.start), "block", all);
    return {
      root,
      incomplete: this.#incomplete,
      doubtful: this.#doubtful,
      unsureLists: this.#unsureLists,
      faults: this.#faults,
    };
  }

  #addItem(piece: Piece, { value, fault }: PieceValue): void {
    const list = this.#list;
    if (list === undefined) return;
    const written = value?.kind === "sequence" && fault === undefined ? value.items : [];
    const found = written.length === 1 ? written[0] : itemOf(value);
    const item = found ?? new PlacedScalar(piece, 0, piece.text.trimEnd().length, null, "", false);
    if (fault !== undefined) {
      this.#doubtful.add(item);
      this.#unsureLists.add(list.entry.key);
      if (hasOuterLine(piece)) this.#incomplete = true;
    }
    list.items.push(item);
    list.last = piece;
  }

  #endList(): void {
    if (this.#list === undefined) return;
    const { entry, items, last } = this.#list;
    this.#list = undefined;
    const [first] = items;
    if (first === undefined) {
      this.#enter(entry);
      return;
    }
    const end = items.at(-1)?.range.end ?? last.end;
    // The list is as long as its items are now; it is composed anew after each edit.
    const start = first.range.start;
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

/** Whether a line of an item stands further left than its dash: a key of what is around it, in the wrong column. */
function hasOuterLine({ text }: Piece): boolean {
  const dash = text.search(/[^ ]/);
  return text.split("\n").some((line) => {
    const first = line.search(/[^ ]/);
    return first >= 0 && first < dash && !/[\r#]/.test(line.charAt(first));
  });
}

/** As much of a faulty item as could be read. */
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

interface Marked {
  readonly origin: Origin;
  readonly marks: readonly Mark[];
}

/** Most pieces have no marks, and there may be ten thousand of them. */
function* markedPieces(pieces: readonly Piece[]): Generator<Marked> {
  for (const piece of pieces) {
    const marks = piece.value?.marks;
    if (marks !== undefined && marks.length > 0) yield { origin: piece, marks };
  }
}

function unusedAnchors(marked: Iterable<Marked>): readonly PlacedMark[] {
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
