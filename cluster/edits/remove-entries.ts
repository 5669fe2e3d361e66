import type { ManifestDocument } from "../manifest/manifest-document";
import type { MappingNode, SequenceNode, ValueNode } from "../manifest/value-node";
import { formatPath, type Path, type SourceRange, type TextChange } from "../source-range";
import { entryRange, isWrittenThere, itemRange, lineStart, nextLine } from "./written-place";

/** What removes entries, and those that must be removed by hand. */
export interface Removal {
  readonly changes: readonly TextChange[];
  /** Written elsewhere, or needed elsewhere: by an alias or a merge. */
  readonly kept: readonly Path[];
}

interface Doomed {
  readonly parent: Path;
  readonly steps: Set<string | number>;
}

/**
 * Removes entries of mappings and items of lists with their lines; comments on lines of their own stay. What would be
 * left empty goes too.
 */
export function removeEntries(document: ManifestDocument, paths: readonly Path[]): Removal {
  const groups = new Map<string, Doomed>();
  const kept: Path[] = [];
  const doom = (path: Path): void => {
    const step = path.at(-1);
    if (step === undefined || !isWrittenThere(document, path)) {
      kept.push(path);
      return;
    }
    const parent = path.slice(0, -1);
    const group = groups.get(formatPath(parent)) ?? { parent, steps: new Set() };
    group.steps.add(step);
    groups.set(formatPath(parent), group);
  };
  paths.forEach(doom);
  const changes: TextChange[] = [];
  // The deepest first: what becomes empty is removed with the level above.
  for (;;) {
    const [deepest] = [...groups].sort(([, one], [, other]) => other.parent.length - one.parent.length);
    if (deepest === undefined) break;
    const [key, { parent, steps }] = deepest;
    groups.delete(key);
    const node = document.nodeAtPath(parent);
    if (node === undefined || node.kind === "scalar") continue;
    const size = node.kind === "mapping" ? node.entries.length : node.items.length;
    if (steps.size === size && parent.length > 0 && typeof parent.at(-1) === "string") {
      doom(parent);
      continue;
    }
    const removed = removeFrom(document, node, steps);
    if (removed === undefined || removed.some(({ range }) => holdsNeededAnchor(document, range)))
      kept.push(...[...steps].map((step) => [...parent, step]));
    else changes.push(...removed);
  }
  return { changes, kept };
}

function removeFrom(
  document: ManifestDocument,
  node: MappingNode | SequenceNode,
  steps: ReadonlySet<string | number>,
): TextChange[] | undefined {
  const { count, stepOf, rangeOf, valueOf } = writtenIn(document, node);
  const gone = (index: number): boolean => steps.has(stepOf(index));
  let [first, last] = [0, count - 1];
  while (first < count && !gone(first)) first += 1;
  while (last >= first && !gone(last)) last -= 1;
  // Only the nearest that stay on both sides matter: a list may have ten thousands of items.
  let [before, after] = [first - 1, last + 1];
  while (before > 0 && rangeOf(before) === undefined) before -= 1;
  while (after < count - 1 && rangeOf(after) === undefined) after += 1;
  const found: Child[] = [];
  for (let index = Math.max(0, before); index <= after && index < count; index += 1) {
    const [range, value] = [rangeOf(index), valueOf(index)];
    if (range !== undefined && value !== undefined) found.push({ range, gone: gone(index), value });
    else if (gone(index)) return undefined;
  }
  return node.style === "flow" ? fromFlow(document, found) : fromBlock(document, found);
}

/** What is written in a mapping or a list itself; where costs a look at the text, and is nowhere for an alias. */
interface Written {
  readonly count: number;
  readonly stepOf: (index: number) => string | number;
  readonly rangeOf: (index: number) => SourceRange | undefined;
  readonly valueOf: (index: number) => ValueNode | undefined;
}

function writtenIn(document: ManifestDocument, node: MappingNode | SequenceNode): Written {
  if (node.kind === "sequence") {
    const rangeOf = (index: number): SourceRange | undefined => itemRange(document, node, index);
    return {
      count: node.items.length,
      stepOf: (index) => index,
      rangeOf,
      valueOf: (index) => node.items[index],
    };
  }
  const own = node.entries.filter(({ merged }) => !merged);
  return {
    count: own.length,
    stepOf: (index) => own[index]?.key ?? "",
    rangeOf: (index) => {
      const entry = own[index];
      return entry === undefined ? undefined : entryRange(document, entry);
    },
    valueOf: (index) => own[index]?.value,
  };
}

interface Child {
  readonly range: SourceRange;
  readonly gone: boolean;
  readonly value: ValueNode;
}

function fromBlock(document: ManifestDocument, children: readonly Child[]): TextChange[] | undefined {
  const changes: TextChange[] = [];
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child?.gone !== true) continue;
    const start = lineStart(document, child.range.start);
    if (document.slice(start, child.range.start).trim() === "") {
      const end = nextLine(document, child.range.end);
      changes.push(...linesWithoutComments(document, { start, end }, child.value));
      continue;
    }
    // The first key of an item: the next one that stays takes its place behind the dash.
    const next = children.slice(index).find(({ gone }) => !gone);
    if (next === undefined) return undefined;
    const range = { start: child.range.start, end: next.range.start };
    if (/^[ \t]*#/m.test(document.slice(nextLine(document, child.range.end), range.end))) return undefined;
    changes.push({ range, newText: "" });
    index = children.indexOf(next);
  }
  return changes;
}

/** Removes lines, but for the comments that have lines of their own. */
function linesWithoutComments(
  document: ManifestDocument,
  { start, end }: SourceRange,
  value: ValueNode,
): TextChange[] {
  const texts = [...textsOf(value)];
  const changes: TextChange[] = [];
  let from = start;
  for (const { index, 0: line } of document.slice(start, end).matchAll(/^[ \t]*#.*(?:\r?\n|$)/gm)) {
    const at = start + index;
    // In a text over several lines '#' begins no comment.
    if (texts.some((range) => range.start < at && at < range.end)) continue;
    if (at > from) changes.push({ range: { start: from, end: at }, newText: "" });
    from = at + line.length;
  }
  if (end > from) changes.push({ range: { start: from, end }, newText: "" });
  return changes;
}

function* textsOf(node: ValueNode): Generator<SourceRange> {
  if (node.kind === "scalar") yield node.range;
  else if (node.kind === "sequence") for (const item of node.items) yield* textsOf(item);
  else for (const { value } of node.entries) yield* textsOf(value);
}

const COMMA = /^\s*,[ \t]*/;
const ONLY_COMMA = /^\s*,\s*$/;

function fromFlow(document: ManifestDocument, children: readonly Child[]): TextChange[] {
  const changes: TextChange[] = [];
  for (let index = 0; index < children.length; index += 1) {
    if (children[index]?.gone !== true) continue;
    const stop = children.findIndex(({ gone }, at) => at > index && !gone);
    const last = stop < 0 ? children.length - 1 : stop - 1;
    changes.push({ range: runRange(document, children, index, last), newText: "" });
    index = last;
  }
  return changes;
}

/** What goes with a run of children: the comma behind it or, at the end of the list, the one before it. */
function runRange(
  document: ManifestDocument,
  children: readonly Child[],
  first: number,
  last: number,
): SourceRange {
  const start = children[first]?.range.start ?? 0;
  const end = children[last]?.range.end ?? start;
  const next = children[last + 1]?.range.start;
  if (next !== undefined && ONLY_COMMA.test(document.slice(end, next))) return { start, end: next };
  const before = children[first - 1]?.range.end;
  if (next === undefined && before !== undefined && ONLY_COMMA.test(document.slice(before, start)))
    return { start: before, end };
  return { start, end: end + (COMMA.exec(document.slice(end, end + 200))?.[0].length ?? 0) };
}

/** Whether a stretch holds an anchor that an alias outside of it names. */
function holdsNeededAnchor(document: ManifestDocument, { start, end }: SourceRange): boolean {
  if (!document.slice(start, end).includes("&")) return false;
  const { marks } = document;
  const within = ({ range }: { readonly range: SourceRange }): boolean =>
    range.start >= start && range.end <= end;
  const names = new Set(
    marks.filter((mark) => mark.kind === "anchor" && within(mark)).map(({ name }) => name),
  );
  return marks.some((mark) => mark.kind === "alias" && names.has(mark.name) && !within(mark));
}
