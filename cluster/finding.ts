import type { SourceRange, TextChange } from "./source-range";

/** What a finding says of the text that it marks: nobody needs it, or it has no future. */
export type FindingTag = "unused" | "deprecated";

export type Severity = "error" | "warning" | "information" | "hint";

/** Another place in the same manifest that has to do with a finding. */
export interface RelatedPlace {
  readonly range: SourceRange;
  readonly message: string;
}

/** An edit that removes the cause of a finding. */
export interface Fix {
  /** What it does, as an order: "Change to 'observability'". */
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** A refactoring is offered, but not as what mends the finding by itself. */
  readonly kind?: "refactoring";
}

/** Something that is wrong with a manifest, or could be better. */
export interface Finding {
  /** The id of the rule, or `yaml-syntax` and `schema-…` for what is not a rule of its own. */
  readonly code: string;
  readonly severity: Severity;
  /** What was found, what is expected, and what to do; never contains a secret. */
  readonly message: string;
  readonly range: SourceRange;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  readonly tags?: readonly FindingTag[];
}
