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
    const value =
      node.kind === "sequence"
        ? node.items.map(convert)
        : Object.setPrototypeOf(
            Object.fromEntries(node.entries.map((entry) => [entry.key, convert(entry.value)])),
            null,
          );
    known.set(node, value);
    return value;
  };
  return convert(root);
}
