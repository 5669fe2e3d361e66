import type { NodeRole } from "../cluster";
import { ClaimIndex } from "./claim-index";
import { DOUBTFUL, NodeSlot, readNode, type NodeReading, type NodeRules } from "./node-slot";
import type { SequenceNode, ValueNode } from "./value-node";

/** A node list as the manifest has it. */
export type NodeList = Pick<SequenceNode, "items" | "replaced">;

/** The nodes of a manifest as its lists have them. Only items that changed are read and checked again. */
export class NodeSlots {
  readonly index = new ClaimIndex();
  readonly troubled = new Set<NodeSlot>();
  readonly #slots: Record<NodeRole, readonly NodeSlot[]> = { master: [], media: [] };
  /** What the slots were made of. */
  readonly #items: Record<NodeRole, readonly ValueNode[]> = { master: [], media: [] };
  #hasDoubts = false;
  readonly #readings = {
    master: new WeakMap<ValueNode, NodeReading>(),
    media: new WeakMap<ValueNode, NodeReading>(),
  };
  #rules: NodeRules | undefined;

  of(role: NodeRole): readonly NodeSlot[] {
    return this.#slots[role];
  }

  /** Takes in the lists as they are now, and lets the rules look at what changed. */
  update(
    lists: Readonly<Record<NodeRole, NodeList>>,
    doubtful: ReadonlySet<ValueNode>,
    rules: NodeRules,
  ): void {
    const sameRules = this.#rules === rules;
    this.#rules = rules;
    const mayTrust = !this.#hasDoubts && doubtful.size === 0;
    this.#hasDoubts = doubtful.size > 0;
    for (const role of ["master", "media"] as const) {
      const { items, replaced } = lists[role];
      const isNext = mayTrust && replaced?.of === this.#items[role];
      const only = isNext ? replaced.at : undefined;
      const changed = this.#replaceChanged(role, items, doubtful, only);
      this.#items[role] = items;
      const slots = this.#slots[role];
      const { first, end } = sameRules ? changed : { first: 0, end: slots.length };
      for (let at = first; at < end; at += 1) {
        const slot = slots[at];
        if (slot?.isStale(rules) === true) this.#apply(slot, rules);
      }
    }
  }

  #apply(slot: NodeSlot, rules: NodeRules): void {
    this.index.remove(slot);
    slot.apply(rules);
    this.index.add(slot);
    if (slot.isTroubled) this.troubled.add(slot);
    else this.troubled.delete(slot);
  }

  /**
   * Makes new slots for the items that are not what they were; answers the places where anything changed. `only` is the
   * one place where it can be, where that is known.
   */
  #replaceChanged(
    role: NodeRole,
    items: readonly ValueNode[],
    doubtful: ReadonlySet<ValueNode>,
    only: number | undefined,
  ): { readonly first: number; readonly end: number } {
    const old = this.#slots[role];
    const same = (slot: NodeSlot | undefined, item: ValueNode | undefined): boolean =>
      slot !== undefined &&
      item !== undefined &&
      slot.item === item &&
      (slot.reading === DOUBTFUL) === doubtful.has(item);
    let first = only ?? 0;
    while (first < items.length && same(old[first], items[first])) first += 1;
    if (first === items.length && first === old.length) return { first, end: first };
    let back = only === undefined ? 0 : items.length - only - 1;
    while (
      back < items.length - first &&
      back < old.length - first &&
      same(old[old.length - 1 - back], items[items.length - 1 - back])
    )
      back += 1;
    for (const slot of old.slice(first, old.length - back)) {
      this.index.remove(slot);
      this.troubled.delete(slot);
    }
    const fresh = items
      .slice(first, items.length - back)
      .map((item, at) => new NodeSlot(role, item, this.#read(role, item, doubtful), first + at));
    const slots = old.slice();
    slots.splice(first, old.length - back - first, ...fresh);
    this.#slots[role] = slots;
    const isMoved = slots.length !== old.length;
    if (isMoved) for (let at = first; at < slots.length; at += 1) slots[at]?.moveTo(at);
    return { first, end: isMoved ? slots.length : first + fresh.length };
  }

  /** An item that stands in the list by an alias is the same value as its anchor's, and read once. */
  #read(role: NodeRole, item: ValueNode, doubtful: ReadonlySet<ValueNode>): NodeReading {
    if (doubtful.has(item)) return DOUBTFUL;
    const known = this.#readings[role].get(item) ?? readNode(role, item);
    this.#readings[role].set(item, known);
    return known;
  }
}
