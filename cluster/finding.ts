import type { SourceRange, TextChange } from "./source-range";

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
  /** For the text that the finding is about; none where what is to be changed is written for several places. */
  readonly changes: readonly TextChange[];
  /** Nothing but what was surely meant: it may be applied unseen, together with others. */
  readonly safe?: true;
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
}
