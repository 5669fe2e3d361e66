import type { Features, ReleaseFacts } from "../cluster";
import type { Draft } from "../manifest/draft";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { TextChange } from "../source-range";

/** One thing that a migration does, as a person confirms it. */
export interface MigrationStep {
  /** As an order: "Rename module app to openviduMeet". */
  readonly title: string;
  readonly why: string;
  readonly changes: readonly TextChange[];
}

/** What takes a manifest to another release. */
export interface Migration {
  readonly title: string;
  readonly steps: readonly MigrationStep[];
  /** What no edit can do, or what is worth knowing. */
  readonly notes: readonly string[];
}

/** What a migration works on. */
export interface MigrationSubject {
  readonly document: ManifestDocument;
  readonly draft: Draft;
  /** The facts in force before; undefined where the release is missing or unknown. */
  readonly from: ReleaseFacts | undefined;
  readonly to: ReleaseFacts;
  /** The features, with the defaults of the release that it goes to. */
  readonly features: Features;
}
