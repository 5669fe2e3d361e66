import type { Path, SourceRange } from "../source-range";
import type { ValueNode } from "./value-node";

/** The key or value of the tree that an offset is on. */
export interface NodeUnderCursor {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly range: SourceRange;
}

/** Finds the key or the scalar that is written at an offset; what came in by an alias or a merge key is written elsewhere. */
export function nodeUnderCursor(root: ValueNode | undefined, offset: number): NodeUnderCursor | undefined {
  const path: (string | number)[] = [];
  for (let node = root; node !== undefined;) {
    if (node.kind === "scalar") {
      return touches(node.range, offset) ? { path, part: "value", range: node.range } : undefined;
    }
    if (node.kind === "sequence") {
      const index = node.items.findIndex((item) => touches(item.range, offset));
      path.push(index);
      node = node.items[index];
      continue;
    }
    const entry = node.entries.find(
      ({ keyRange, value, merged }) => !merged && (touches(keyRange, offset) || touches(value.range, offset)),
    );
    if (entry === undefined) return undefined;
    path.push(entry.key);
    if (touches(entry.keyRange, offset)) return { path, part: "key", range: entry.keyRange };
    node = entry.value;
  }
  return undefined;
}

function touches(range: SourceRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end && range.end > range.start;
}
