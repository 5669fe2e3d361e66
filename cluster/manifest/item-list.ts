import type { SourceRange } from "../source-range";
import type { Piece } from "./piece";
import type { ReplacedItem, SequenceNode, ValueNode } from "./value-node";

/** The items of a top-level list, each a piece of its own. The pieces move, so where the list stands is asked of them. */
export class ItemList implements SequenceNode {
  readonly kind = "sequence";
  readonly style = "block";
  readonly #replaced: ReplacedItem | undefined;

  constructor(
    readonly items: readonly ValueNode[],
    readonly first: Piece,
    readonly last: Piece,
    /** The place of its first piece among all pieces. */
    readonly firstIndex: number,
    replaced?: ReplacedItem,
  ) {
    this.#replaced = replaced;
  }

  get replaced(): ReplacedItem | undefined {
    return this.#replaced;
  }

  get range(): SourceRange {
    const { start } = ownRange(this.items[0], this.first);
    const { end } = ownRange(this.items.at(-1), this.last);
    return { start, end: Math.max(start, end) };
  }

  /** The list with another item, and its piece, in the place of one. */
  withItem(at: number, item: ValueNode, was: Piece, is: Piece): ItemList {
    const items = this.items.slice();
    items[at] = item;
    return new ItemList(
      items,
      this.first === was ? is : this.first,
      this.last === was ? is : this.last,
      this.firstIndex,
      { of: this.items, at },
    );
  }
}

/** Where an item is written; for an alias that is not where its value is. */
function ownRange(item: ValueNode | undefined, piece: Piece): SourceRange {
  const range = item?.range;
  if (range !== undefined && piece.start <= range.start && range.end <= piece.end) return range;
  const text = piece.text.trimEnd();
  return { start: piece.start + text.search(/\S/) + 1, end: piece.start + text.length };
}
