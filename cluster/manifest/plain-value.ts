import type { ValueNode } from "./value-node";

/**
 * A tree's value as plain data. Mappings have no prototype, so that a key `__proto__` is only a key.
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

function withoutPrototype(entries: readonly (readonly [string, unknown])[]): object {
  const mapping = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) mapping[key] = value;
  return mapping;
}
