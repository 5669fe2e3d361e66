import type { SourceRange } from "../source-range";
import type { ManifestReading } from "./manifest-reading";
import { itemsRunTogether } from "./missing-dash";
import type { Origin, Piece } from "./piece";
import type { PieceFault, PieceValue } from "./piece-value";
import { PlacedEntry, PlacedMapping, PlacedScalar, PlacedSequence } from "./placed-node";
import { duplicateKey } from "./value-tree";
import type { ValueNode } from "./value-node";

/** More findings than this are the echo of one cause. */
const MOST_FINDINGS = 200;

/** Puts the pieces' values together to the manifest's root. */
export class RootComposer {
  readonly #own = new Map<string, PlacedEntry>();
  readonly #merged: PlacedEntry[] = [];
  readonly #faults: PieceFault[] = [];
  readonly #doubtful = new Set<ValueNode>();
  readonly #unsureLists = new Set<string>();
  #incomplete = false;
  #list:
    | { readonly entry: PlacedEntry; readonly items: ValueNode[]; first: Piece | undefined; last: Piece }
    | undefined;
  #first: Piece | undefined;
  #last: PlacedEntry | undefined;

  add(piece: Piece, value: PieceValue): void {
    this.#first ??= piece;
    const together =
      piece.kind === "item" && value.findings.length > 1
        ? itemsRunTogether(piece, value.findings)
        : undefined;
    if (together !== undefined && this.#list !== undefined) this.#unsureLists.add(this.#list.entry.key);
    if (this.#faults.length < MOST_FINDINGS) {
      if (value.fault !== undefined) this.#faults.push(value.fault);
      else if (together !== undefined) this.#faults.push(together);
      else if (value.findings.length > 0) this.#faults.push(...value.findings);
    }
    if (piece.kind === "item") {
      this.#addItem(piece, value);
      return;
    }
    if (piece.kind === "head") return;
    // What could not be read may be a part of the list before it.
    if (value.fault !== undefined && this.#list !== undefined) {
      this.#unsureLists.add(this.#list.entry.key);
      const last = this.#list.items.at(-1);
      if (last !== undefined) this.#doubtful.add(last);
    }
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
    const item = itemOf(value) ?? new PlacedScalar(piece, 0, piece.text.trimEnd().length, null, "", false);
    if (fault !== undefined) {
      this.#doubtful.add(item);
      this.#unsureLists.add(list.entry.key);
      if (hasOuterLine(piece)) this.#incomplete = true;
    }
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

/** Where an item is written; for an alias that is not where its value is. */
function ownRange({ range }: ValueNode, piece: Piece): SourceRange {
  if (piece.start <= range.start && range.end <= piece.end) return range;
  const text = piece.text.trimEnd();
  return { start: piece.start + text.search(/\S/) + 1, end: piece.start + text.length };
}

/** Whether a line of an item stands further left than its dash: a key of what is around it, in the wrong column. */
function hasOuterLine({ text }: Piece): boolean {
  const dash = text.search(/[^ ]/);
  return text.split("\n").some((line) => {
    const first = line.search(/[^ ]/);
    return first >= 0 && first < dash && !/[\r#]/.test(line.charAt(first));
  });
}

/** The item, or as much of it as could be read. */
function itemOf(value: ValueNode | undefined): ValueNode | undefined {
  return value?.kind === "sequence" ? value.items[0] : undefined;
}
