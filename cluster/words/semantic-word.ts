import type { SourceRange } from "../source-range";

/** What a word of a manifest is. */
export const WORD_KINDS = [
  "key",
  "choice",
  "number",
  "truth",
  "reference",
  "address",
  "anchor",
  "alias",
] as const;

/** A word whose meaning is known, on one line. */
export interface SemanticWord {
  readonly kind: (typeof WORD_KINDS)[number];
  readonly range: SourceRange;
}
