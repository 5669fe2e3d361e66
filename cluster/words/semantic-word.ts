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
  readonly line: number;
  readonly character: number;
  readonly length: number;
}
