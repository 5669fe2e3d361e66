import type { SourceRange, TextChange, TextPosition } from "./source-range";

/** What a finding says of the text that it marks: nobody needs it, or it has no future. */
export type FindingTag = "unused" | "deprecated";

export type Severity = "error" | "warning" | "information" | "hint";

/** A place in another manifest. */
export interface PlaceElsewhere {
  readonly uri: string;
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Another place that has to do with a finding, in the same manifest where it is not said. */
export interface RelatedPlace {
  readonly range: SourceRange;
  readonly message: string;
  /** Where it is in another manifest; `range` is then that of the finding. */
  readonly elsewhere?: PlaceElsewhere;
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
  readonly tags?: readonly FindingTag[];
}
