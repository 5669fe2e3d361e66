import type { ManifestMark } from "../manifest/manifest-document";
import type { ValueNode } from "../manifest/value-node";
import type { SourceRange } from "../source-range";

/** A mapping's entry or a list's item as it is written. */
export interface WrittenChild {
  readonly step: string | number;
  /** The key; undefined for an item. */
  readonly keyRange: SourceRange | undefined;
  /** All of it: the key and what it has, or the item; for an alias up to the alias's end. */
  readonly range: SourceRange;
  readonly node: ValueNode;
  /** The alias that stands for the value; then the value's range is that of another place. */
  readonly alias: ManifestMark | undefined;
}

/**
 * What a mapping or list has in its own place, in the order of the text; what a merge key brings is not written here.
 * `marks` are the document's: they tell where aliases stand. An alias's value begins before its key, or before what
 * comes before it, because the anchor does.
 */
export function* writtenChildren(node: ValueNode, marks: readonly ManifestMark[]): Generator<WrittenChild> {
  if (node.kind === "mapping") {
    for (const { key, keyRange, value, merged } of node.entries) {
      if (merged) continue;
      const alias = value.range.start < keyRange.start ? aliasFrom(marks, keyRange.end) : undefined;
      const end = alias?.range.end ?? value.range.end;
      const range = { start: keyRange.start, end: Math.max(keyRange.end, end) };
      yield { step: key, keyRange, range, node: value, alias };
    }
  } else if (node.kind === "sequence") {
    let from = node.range.start;
    for (const [index, item] of node.items.entries()) {
      const alias = item.range.start < from ? aliasFrom(marks, from) : undefined;
      const range = alias?.range ?? item.range;
      from = Math.max(from, range.end);
      yield { step: index, keyRange: undefined, range, node: item, alias };
    }
  }
}

/** The first alias at or after an offset; marks are in the order of the text. */
function aliasFrom(marks: readonly ManifestMark[], offset: number): ManifestMark | undefined {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.range.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  while (low < marks.length && marks[low]?.kind !== "alias") low += 1;
  return marks[low];
}
