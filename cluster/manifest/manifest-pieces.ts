import type { SourceRange, TextPosition } from "../source-range";
import { AT_START, cutText, followed, type CutState } from "./cut-text";
import { Piece, sameState } from "./piece";

/** What became of the pieces: nothing, another one in the place of one, or something else. */
export type PiecesChange =
  | { readonly kind: "none" }
  | { readonly kind: "one"; readonly index: number; readonly was: Piece; readonly is: Piece }
  | { readonly kind: "more" };

/**
 * A manifest's text as pieces. An edit costs what it touches, and a count over the pieces behind it: nothing is
 * proportional to the text. Cut again or cut anew, the pieces are the same.
 */
export class ManifestPieces {
  readonly #pieces: Piece[];
  #text: string | undefined;
  #change: PiecesChange = { kind: "more" };

  constructor(text: string) {
    this.#pieces = cutPieces(text, AT_START);
    this.#text = text;
    this.#number(0, this.#pieces.length);
  }

  get all(): readonly Piece[] {
    return this.#pieces;
  }

  get length(): number {
    return this.#pieces.at(-1)?.end ?? 0;
  }

  get text(): string {
    this.#text ??= this.#pieces.map((piece) => piece.text).join("");
    return this.#text;
  }

  /** What has changed since this was last asked. */
  takeChange(): PiecesChange {
    const change = this.#change;
    this.#change = { kind: "none" };
    return change;
  }

  /** A stretch of the text; costs no more than the pieces that it is in. */
  slice(start: number, end: number): string {
    const [from, to] = [Math.max(0, start), Math.min(end, this.length)];
    let slice = "";
    for (let index = this.#indexAt("start", from); index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      if (piece === undefined || piece.start >= to) break;
      slice += piece.text.slice(Math.max(0, from - piece.start), to - piece.start);
    }
    return slice;
  }

  /** The piece that an offset is in; the last one for the text's end. Undefined where there is no text. */
  pieceAt(offset: number): Piece | undefined {
    return this.#pieces[this.#indexAt("start", offset)];
  }

  positionAt(offset: number): TextPosition {
    const at = Math.max(0, Math.min(offset, this.length));
    const piece = this.pieceAt(at);
    if (piece === undefined) return { line: 0, character: 0 };
    const line = lastNotAfter(piece.lineStarts, at - piece.start);
    return { line: piece.line + line, character: at - piece.start - (piece.lineStarts[line] ?? 0) };
  }

  /** The offset of a position; one after its line's end counts as the line's end. */
  offsetAt({ line, character }: TextPosition): number {
    if (line < 0) return 0;
    const piece = this.#pieces[this.#indexAt("line", line)];
    if (piece === undefined) return 0;
    const start = piece.lineStarts[line - piece.line];
    if (start === undefined) return this.length;
    let end = piece.lineStarts[line - piece.line + 1] ?? piece.text.length;
    while (end > start && /[\r\n]/.test(piece.text[end - 1] ?? "")) end -= 1;
    return piece.start + Math.max(start, Math.min(start + character, end));
  }

  /** Replaces a stretch of the text; only the pieces that it touches are cut again. */
  replace({ start, end }: SourceRange, newText: string): void {
    this.#text = undefined;
    const from = this.#firstTouched(start);
    let to = Math.max(from, this.#indexAt("start", end)) + 1;
    const origin = this.#pieces[from]?.start ?? 0;
    const before = this.#pieces[from - 1]?.after ?? AT_START;
    for (let more = 1; ; more *= 2) {
      const old = this.#pieces.slice(from, to);
      const text = old.map((piece) => piece.text).join("");
      const changed = text.slice(0, start - origin) + newText + text.slice(end - origin);
      const fresh = cutPieces(changed, before);
      if (this.#isCutAlike(to, fresh.at(-1)?.after ?? before)) {
        if (to < this.#pieces.length) endWaiting(fresh);
        const kept = keepSame(old, fresh);
        this.#pieces.splice(from, old.length, ...kept);
        this.#change = bothChanges(this.#change, changeOf(from, old, kept));
        this.#number(from, from + kept.length);
        return;
      }
      to = Math.min(this.#pieces.length, to + more);
    }
  }

  /** Whether the pieces from an index on are cut as they are, after this state. */
  #isCutAlike(index: number, state: CutState): boolean {
    const next = this.#pieces[index];
    if (next === undefined) return true;
    const was = this.#pieces[index - 1]?.after ?? AT_START;
    if (sameState(state, was)) return true;
    // A key in the first column ends whatever list was before it.
    const outer = next.kind === "entry" || next.kind === "list";
    return outer && state.begun && was.begun && state.marked === was.marked;
  }

  /** The first piece that an edit at this offset may change: a change of a piece's first line may end the piece before it. */
  #firstTouched(offset: number): number {
    let index = this.#indexAt("start", offset);
    const piece = this.#pieces[index];
    if (piece === undefined) return 0;
    const firstLineEnd = piece.start + (piece.lineStarts[1] ?? piece.text.length);
    if (offset <= firstLineEnd) index -= 1;
    if (this.#pieces[index]?.kind === "item" && this.#pieces[index - 1]?.kind === "list") index -= 1;
    return Math.max(0, index);
  }

  #indexAt(key: "start" | "line", value: number): number {
    let [low, high] = [0, this.#pieces.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle]?.[key] ?? 0) <= value) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Tells every piece from an index on where it stands; those that an edit did not touch begin at `untouched`. */
  #number(from: number, untouched: number): void {
    const previous = this.#pieces[from - 1];
    let start = previous?.end ?? 0;
    let line = previous === undefined ? 0 : previous.line + previous.lines;
    for (let index = Math.max(0, from); index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      if (piece === undefined) continue;
      if (index >= untouched && piece.start === start && piece.line === line) break;
      piece.start = start;
      piece.line = line;
      start += piece.text.length;
      line += piece.lines;
    }
  }
}

function cutPieces(text: string, before: CutState): Piece[] {
  return cutText(text, before).map(
    ({ kind, start, end, after }) => new Piece(kind, text.slice(start, end), after),
  );
}

/** A key that waited for its first line has none where another piece follows. */
function endWaiting(pieces: Piece[]): void {
  const last = pieces.at(-1);
  const after = last && followed(last.after);
  if (last !== undefined && after !== undefined && after !== last.after)
    pieces[pieces.length - 1] = new Piece(last.kind, last.text, after);
}

/** Pieces that came out as they were stay the same objects, with what is known of them. */
function keepSame(old: readonly Piece[], fresh: readonly Piece[]): Piece[] {
  const kept = [...fresh];
  const same = (was: Piece | undefined, is: Piece | undefined): was is Piece =>
    was !== undefined && is !== undefined && was.equals(is.kind, is.text, is.after);
  let first = 0;
  for (; first < kept.length; first += 1) {
    const was = old[first];
    if (!same(was, kept[first])) break;
    kept[first] = was;
  }
  for (let back = 1; back <= kept.length - first && back <= old.length - first; back += 1) {
    const [was, is] = [old.at(-back), kept.at(-back)];
    if (!same(was, is)) break;
    kept[kept.length - back] = was;
  }
  return kept;
}

function changeOf(from: number, old: readonly Piece[], fresh: readonly Piece[]): PiecesChange {
  if (old.length !== fresh.length) return { kind: "more" };
  const changed = old.flatMap((was, at) => {
    const is = fresh[at];
    return is === undefined || is === was ? [] : [{ kind: "one" as const, index: from + at, was, is }];
  });
  return changed.length > 1 ? { kind: "more" } : (changed[0] ?? { kind: "none" });
}

function bothChanges(first: PiecesChange, then: PiecesChange): PiecesChange {
  if (first.kind === "none" || then.kind === "more") return then;
  if (then.kind === "none" || first.kind === "more") return first;
  return first.index === then.index ? { ...then, was: first.was } : { kind: "more" };
}

/** The index of the last number that is not greater. */
function lastNotAfter(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}
