import type { ValueNode } from "./value-node";

/**
 * A tree's value as plain data. Mappings inherit nothing, so that a key `__proto__` is only a key.
 * Values reached through aliases are shared, never copied.
 */
export function plainValue(root: ValueNode): unknown {
  const known = new Map<ValueNode, unknown>();
  const convert = (node: ValueNode): unknown => {
    if (node.kind === "scalar") return node.value;
    if (known.has(node)) return known.get(node);
    const value: unknown =
      node.kind === "sequence"
        ? node.items.map(convert)
        : withoutPrototype(node.entries.map((entry) => [entry.key, convert(entry.value)]));
    known.set(node, value);
    return value;
  };
  return convert(root);
}

/** Objects with an empty prototype take a third of the room of those with none: V8 keeps these as hash tables. */
const NOTHING: object = Object.freeze(Object.create(null) as object);

function withoutPrototype(entries: readonly (readonly [string, unknown])[]): object {
  const mapping = Object.create(NOTHING) as Record<string, unknown>;
  for (const [key, value] of entries) mapping[key] = value;
  return mapping;
}
