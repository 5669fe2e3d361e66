import type { ManifestDocument } from "./manifest-document";
import { keysAt } from "./manifest-schema";
import { entryOf, type ValueNode } from "./value-node";

/** More keys than this are not one slip of the fingers. */
const MOST_KEYS = 100;

/** Whether a top-level key stands in the block before it, where it does not belong: that finding says all there is to say. */
export function isMisplaced(document: ManifestDocument, key: string): boolean {
  const { root } = document;
  if (root?.kind !== "mapping" || root.entries.length > MOST_KEYS) return false;
  return root.entries.some((entry) => {
    const { value } = entry;
    // What is indented too deep is in the last one of a list's items.
    return value.kind === "sequence"
      ? isStrange(value.items.at(-1), [entry.key, 0], key)
      : isStrange(value, [entry.key], key);
  });
}

function isStrange(node: ValueNode | undefined, path: readonly (string | number)[], key: string): boolean {
  const known = keysAt(path);
  return known.size > 0 && !known.has(key) && entryOf(node, key) !== undefined;
}
