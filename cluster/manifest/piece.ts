import type { CutState, PieceKind } from "./cut-text";
import type { PieceValue } from "./piece-value";

/** Where something starts in the manifest; it moves when the text before it grows or shrinks. */
export interface Origin {
  readonly start: number;
}

/** A stretch of a manifest's lines that is read alone. All positions inside are counted from its start. */
export class Piece implements Origin {
  /** Offset of its first character, and its first line, in the manifest as it is now. */
  start = 0;
  line = 0;
  #lineStarts: readonly number[] | undefined;
  /** What it was read as; undefined until somebody asks. */
  value: PieceValue | undefined;

  constructor(
    readonly kind: PieceKind,
    readonly text: string,
    readonly after: CutState,
  ) {}

  get end(): number {
    return this.start + this.text.length;
  }

  /** How many line ends it has. */
  get lines(): number {
    return this.lineStarts.length - 1;
  }

  /** Where its lines start, the first one at 0; they end as editors have it: at LF, CR LF and CR. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.text);
    return this.#lineStarts;
  }

  /** Whether another one of the same text in the same surroundings would be the same. */
  equals(kind: PieceKind, text: string, after: CutState): boolean {
    return this.kind === kind && this.text === text && sameState(this.after, after);
  }
}

export function sameState(one: CutState, other: CutState): boolean {
  return one.begun === other.begun && one.marked === other.marked && one.dashes === other.dashes;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
