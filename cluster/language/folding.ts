import type { ManifestDocument, ManifestMark } from "../manifest/manifest-document";
import type { Piece } from "../manifest/piece";
import type { PieceValue } from "../manifest/piece-value";
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

/** Folds of a piece, counted from its first line: worked out once, whatever happens in the others. */
const known = new WeakMap<PieceValue, readonly Fold[]>();

/** What can be folded: keys and items that go on over several lines, and comments of several lines. In the order of the text. */
export function foldsOf(document: ManifestDocument): readonly Fold[] {
  const folds = document.reading.byPiece
    ? [...listFolds(document), ...document.pieces.flatMap((piece) => foldsOfPiece(document, piece))]
    : foldsOfWhole(document);
  return folds.sort((one, other) => one.first - other.first || other.last - one.last);
}

function foldsOfWhole(document: ManifestDocument): Fold[] {
  const { root, pieces } = document;
  const values =
    root === undefined ? { folds: [], blocks: [] } : new ValueFolds(document, document.marks).of(root);
  return [...values.folds, ...pieces.flatMap((piece) => [...commentFolds(piece, values.blocks)])];
}

/** The lists whose items are pieces of their own: from the key to the last item. */
function* listFolds(document: ManifestDocument): Generator<Fold> {
  const { root } = document;
  for (const { keyRange, value, merged } of root?.kind === "mapping" ? root.entries : []) {
    if (merged || value.kind !== "sequence" || document.pieceAt(keyRange.start)?.kind !== "list") continue;
    const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
    const first = document.positionAt(range.start).line;
    const last = document.positionAt(lastCharacter(document, range)).line;
    if (last > first) yield { kind: "value", first, last };
  }
}

function foldsOfPiece(document: ManifestDocument, piece: Piece): Fold[] {
  const { value } = piece;
  if (value === undefined || piece.kind === "conflict") return [...commentFolds(piece, [])];
  let folds = known.get(value);
  if (folds === undefined) {
    const marks = value.marks.map(({ kind, name, start, end }) => ({
      kind,
      name,
      range: { start: piece.start + start, end: piece.start + end },
    }));
    const own =
      value.value === undefined ? { folds: [], blocks: [] } : new ValueFolds(document, marks).of(value.value);
    folds = [...own.folds, ...commentFolds(piece, own.blocks)].map((fold) => moved(fold, -piece.line));
    known.set(value, folds);
  }
  return folds.map((fold) => moved(fold, piece.line));
}

function moved({ kind, first, last }: Fold, lines: number): Fold {
  return { kind, first: first + lines, last: last + lines };
}

class ValueFolds {
  readonly #folds: Fold[] = [];
  /** Scalars that go on over several lines: a '#' in them begins no comment. */
  readonly #blocks: SourceRange[] = [];

  constructor(
    readonly document: ManifestDocument,
    readonly marks: readonly ManifestMark[],
  ) {}

  of(root: ValueNode): { readonly folds: readonly Fold[]; readonly blocks: readonly SourceRange[] } {
    this.#add(root, 0);
    return { folds: this.#folds, blocks: this.#blocks };
  }

  #add(node: ValueNode, depth: number): void {
    if (depth > DEEPEST) return;
    for (const child of writtenChildren(node, this.marks)) {
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
function* commentFolds(piece: Piece, blocks: readonly SourceRange[]): Generator<Fold> {
  if (!piece.text.includes("#")) return;
  let next = 0;
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

function comment(first: number, last: number): Fold {
  return { kind: "comment", first, last };
}
