import { ItemList } from "./item-list";
import type { ManifestReading } from "./manifest-reading";
import { itemsRunTogether } from "./missing-dash";
import type { Piece } from "./piece";
import { plainItem, type PieceFault, type PieceValue } from "./piece-value";
import { PlacedEntry, PlacedMapping, PlacedScalar, RootMapping } from "./placed-node";
import { duplicateKey } from "./value-tree";
import type { ValueNode } from "./value-node";

/** More findings than this are the echo of one cause. */
const MOST_FINDINGS = 200;

interface GrowingList {
  readonly entry: PlacedEntry;
  readonly items: ValueNode[];
  first: { readonly piece: Piece; readonly index: number } | undefined;
  last: Piece;
}

/** What the pieces mean together. */
export interface Composed extends Pick<ManifestReading, "incomplete" | "doubtful" | "unsureLists"> {
  readonly root: RootMapping;
  readonly faults: readonly PieceFault[];
}

/** Puts the pieces' values together to the manifest's root. */
export class RootComposer {
  readonly #own = new Map<string, PlacedEntry>();
  readonly #merged: PlacedEntry[] = [];
  readonly #faults: PieceFault[] = [];
  readonly #doubtful = new Set<ValueNode>();
  readonly #unsureLists = new Set<string>();
  #incomplete = false;
  #list: GrowingList | undefined;
  #first: Piece | undefined;
  #last: PlacedEntry | undefined;

  /** Takes in the next piece; `index` is its place among all of them. */
  add(piece: Piece, value: PieceValue, index: number): void {
    this.#first ??= piece;
    if (piece.kind === "item" && this.#list !== undefined) {
      const plain = plainItem(value);
      if (plain !== undefined) {
        extend(this.#list, plain, piece, index);
        return;
      }
    }
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
      this.#addItem(piece, value, index);
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
    // A piece has one key in the first column: where it has a fault, what else seems to be one is misread.
    const entries = value.fault === undefined ? node.entries : node.entries.slice(0, 1);
    for (const entry of entries) {
      if (!(entry instanceof PlacedEntry)) continue;
      if (value.fault !== undefined) this.#doubt(entry.value);
      if (entry.merged) this.#merged.push(entry);
      else if (piece.kind === "list") this.#list = { entry, items: [], first: undefined, last: piece };
      else this.#enter(entry);
    }
  }

  compose(): Composed {
    this.#endList();
    const entries = new Map(this.#own);
    for (const entry of this.#merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return {
      root: new RootMapping(this.#first ?? { start: 0 }, [...entries.values()], this.#last),
      incomplete: this.#incomplete,
      doubtful: this.#doubtful,
      unsureLists: this.#unsureLists,
      faults: this.#faults,
    };
  }

  /** Nothing is certain of a value in a piece with a fault, nor of its items. */
  #doubt(value: ValueNode): void {
    this.#doubtful.add(value);
    if (value.kind === "sequence") for (const item of value.items) this.#doubtful.add(item);
  }

  #addItem(piece: Piece, { value, fault }: PieceValue, index: number): void {
    const list = this.#list;
    if (list === undefined) return;
    const item = itemOf(value) ?? new PlacedScalar(piece, 0, piece.text.trimEnd().length, null, "", false);
    if (fault !== undefined) {
      this.#doubtful.add(item);
      this.#unsureLists.add(list.entry.key);
      if (hasOuterLine(piece)) this.#incomplete = true;
    }
    extend(list, item, piece, index);
  }

  #endList(): void {
    if (this.#list === undefined) return;
    const { entry, items, first, last } = this.#list;
    this.#list = undefined;
    this.#enter(
      first === undefined ? entry : entry.withValue(new ItemList(items, first.piece, last, first.index)),
    );
  }

  #enter(entry: PlacedEntry): void {
    this.#last = entry;
    const first = this.#own.get(entry.key);
    if (first === undefined) this.#own.set(entry.key, entry);
    else if (this.#faults.length < MOST_FINDINGS) this.#faults.push(duplicateKey(entry.key, entry, first));
  }
}

function extend(list: GrowingList, item: ValueNode, piece: Piece, index: number): void {
  list.items.push(item);
  list.first ??= { piece, index };
  list.last = piece;
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
