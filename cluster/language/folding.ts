import type { ManifestDocument } from "../manifest/manifest-document";
import type { ValueNode } from "../manifest/value-node";
import type { SourceRange } from "../source-range";
import { writtenChildren } from "./written-children";

/** Lines that fold into the first of them, both inclusive, from 0. */
export interface Fold {
  readonly kind: "value" | "comment";
  readonly first: number;
  readonly last: number;
}

/** Levels deeper than this do not fold; no manifest has them. */
const DEEPEST = 50;

/** What can be folded: keys and items that go on over several lines, and comments of several lines. In the order of the text. */
export function foldsOf(document: ManifestDocument): readonly Fold[] {
  const { root } = document;
  const values = root === undefined ? { folds: [], blocks: [] } : new ValueFolds(document).of(root);
  const folds = [...values.folds, ...commentFolds(document, values.blocks)];
  return folds.sort((one, other) => one.first - other.first || other.last - one.last);
}

class ValueFolds {
  readonly #marks;
  readonly #folds: Fold[] = [];
  /** Scalars that go on over several lines: a '#' in them begins no comment. */
  readonly #blocks: SourceRange[] = [];

  constructor(readonly document: ManifestDocument) {
    this.#marks = document.marks;
  }

  of(root: ValueNode): { readonly folds: readonly Fold[]; readonly blocks: readonly SourceRange[] } {
    this.#add(root, 0);
    return { folds: this.#folds, blocks: this.#blocks };
  }

  #add(node: ValueNode, depth: number): void {
    if (depth > DEEPEST) return;
    for (const child of writtenChildren(node, this.#marks)) {
      if (child.alias !== undefined) continue;
      const first = this.document.positionAt(child.range.start).line;
      const last = this.document.positionAt(lastCharacter(this.document, child.range)).line;
      if (last <= first) continue;
      this.#fold(child.node, first, last);
      if (child.node.kind === "scalar") this.#blocks.push(child.node.range);
      else this.#add(child.node, depth + 1);
    }
  }

  #fold(node: ValueNode, first: number, last: number): void {
    const isFlow = node.kind !== "scalar" && node.style === "flow";
    // A closing bracket on a line of its own stays in sight.
    const end = isFlow && this.#startsLine(node.range.end - 1) ? last - 1 : last;
    if (end > first) this.#folds.push({ kind: "value", first, last: end });
  }

  #startsLine(offset: number): boolean {
    const { character } = this.document.positionAt(offset);
    return this.document.slice(offset - character, offset).trim() === "";
  }
}

/** A block scalar's range takes in its last line end. */
function lastCharacter(document: ManifestDocument, { start, end }: SourceRange): number {
  let last = end;
  while (last > start && /\s/.test(document.slice(last - 1, last))) last -= 1;
  return last;
}

/** Comments of at least two lines one below the other. `blocks` are in the order of the text. */
function* commentFolds(document: ManifestDocument, blocks: readonly SourceRange[]): Generator<Fold> {
  let next = 0;
  for (const piece of document.pieces) {
    if (!piece.text.includes("#")) continue;
    let begun: number | undefined;
    for (const [line, start] of piece.lineStarts.entries()) {
      const end = piece.lineStarts[line + 1] ?? piece.text.length;
      while ((blocks[next]?.end ?? Infinity) <= piece.start + start) next += 1;
      const isText = (blocks[next]?.start ?? Infinity) < piece.start + start;
      const isComment = !isText && /^[ \t]*#/.test(piece.text.slice(start, end));
      if (isComment) {
        begun ??= line;
        continue;
      }
      if (begun !== undefined && line - begun > 1) yield comment(piece.line + begun, piece.line + line - 1);
      begun = undefined;
    }
    const { length } = piece.lineStarts;
    if (begun !== undefined && length - begun > 1) yield comment(piece.line + begun, piece.line + length - 1);
  }
}

function comment(first: number, last: number): Fold {
  return { kind: "comment", first, last };
}
