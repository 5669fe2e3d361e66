import type { ManifestDocument } from "../manifest/manifest-document";
import type { SourceRange } from "../source-range";
import { writtenChildren, type WrittenChild } from "./written-children";

/** What a selection at an offset grows over, innermost first: a word, its value, its key with it, the mapping around it …, the manifest. */
export function selectionsAt(document: ManifestDocument, offset: number): readonly SourceRange[] {
  const ranges: SourceRange[] = [{ start: 0, end: document.length }];
  const { marks } = document;
  for (let node = document.root; node !== undefined && node.kind !== "scalar";) {
    const child: WrittenChild | undefined = childAt(writtenChildren(node, marks), offset);
    if (child === undefined) break;
    ranges.push(around(node.range, child.range), child.range);
    const { keyRange, alias } = child;
    if (keyRange !== undefined && holds(keyRange, offset)) {
      ranges.push(keyRange);
      break;
    }
    const value = alias?.range ?? child.node.range;
    if (!holds(value, offset)) break;
    ranges.push(value);
    if (alias !== undefined) break;
    node = child.node;
  }
  ranges.push(...wordsAt(document, offset, ranges.at(-1)));
  return nested(ranges.filter((range) => holds(range, offset))).reverse();
}

/** A collection's range ends where its last value does; an alias's value is elsewhere. */
function around(one: SourceRange, other: SourceRange): SourceRange {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

function childAt(children: Iterable<WrittenChild>, offset: number): WrittenChild | undefined {
  for (const child of children) if (holds(child.range, offset)) return child;
  return undefined;
}

/** The line's text, and the word in it. */
function wordsAt(document: ManifestDocument, offset: number, inside: SourceRange | undefined): SourceRange[] {
  const { line } = document.positionAt(offset);
  const start = document.offsetAt({ line, character: 0 });
  const end = document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const text = document.slice(start, end);
  const first = text.length - text.trimStart().length;
  const lineText = { start: start + first, end: start + Math.max(first, text.trimEnd().length) };
  const words = [...text.matchAll(/[\w.~/-]+/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
  const word = words.find((range) => holds(range, offset));
  const isAround = inside === undefined || (inside.start <= lineText.start && lineText.end <= inside.end);
  return [...(isAround ? [lineText] : []), ...(word === undefined ? [] : [word])];
}

function holds({ start, end }: SourceRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Each range inside the one before it, and none twice, as the protocol wants them. */
function nested(ranges: readonly SourceRange[]): SourceRange[] {
  const kept: SourceRange[] = [];
  for (const range of ranges) {
    const last = kept.at(-1);
    const outer = last ?? { start: 0, end: Infinity };
    const isInside = outer.start <= range.start && range.end <= outer.end;
    const isSame = outer.start === range.start && outer.end === range.end;
    if (isInside && !isSame) kept.push(range);
  }
  return kept;
}
