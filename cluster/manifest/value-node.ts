import type { SourceRange } from "../source-range";

/**
 * A value of the manifest and where it is written. Aliases are resolved: the same node object then stands
 * at several places, and its range is that of the anchored text.
 */
export type ValueNode = MappingNode | SequenceNode | ScalarNode;

export interface MappingNode {
  readonly kind: "mapping";
  readonly range: SourceRange;
  readonly style: "block" | "flow";
  /** In source order; merged entries last. A key occurs once: the first one counts. */
  readonly entries: readonly MappingEntry[];
}

export interface MappingEntry {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: ValueNode;
  /** True where the entry came in by a merge key `<<`. */
  readonly merged: boolean;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly range: SourceRange;
  readonly style: "block" | "flow";
  readonly items: readonly ValueNode[];
  /** Where it is known that after an edit only one item is another one. */
  readonly replaced?: ReplacedItem | undefined;
}

/** The items are those of a former list, but for the one at this place. */
export interface ReplacedItem {
  readonly of: readonly ValueNode[];
  readonly at: number;
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly range: SourceRange;
  readonly value: string | number | boolean | null;
  /** Its text without quotes; empty where nothing is written. */
  readonly source: string;
  /** Whether it is written in quotes or as a block: then it is text, whatever it looks like. */
  readonly quoted: boolean;
}

/** Big mappings are looked up by key; a search through 100,000 entries for each question would take minutes. */
const INDEX_FROM = 32;
const indices = new WeakMap<MappingNode, ReadonlyMap<string, MappingEntry>>();

/** The entry of a mapping by its key. */
export function entryOf(node: ValueNode | undefined, key: string): MappingEntry | undefined {
  if (node?.kind !== "mapping") return undefined;
  if (node.entries.length < INDEX_FROM) return node.entries.find((entry) => entry.key === key);
  const index = indices.get(node) ?? new Map(node.entries.map((entry) => [entry.key, entry]));
  indices.set(node, index);
  return index.get(key);
}

/** A child by mapping key or list index. */
export function childOf(node: ValueNode | undefined, step: string | number): ValueNode | undefined {
  if (typeof step === "string") return entryOf(node, step)?.value;
  return node?.kind === "sequence" ? node.items[step] : undefined;
}
