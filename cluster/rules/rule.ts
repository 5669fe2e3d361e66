import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import type { Fix, Severity } from "../finding";
import type { Draft } from "../manifest/draft";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { ReleaseChoice } from "../release/catalogue";
import type { Path } from "../source-range";

/** A node of a manifest as far as it could be read, with where its parts stand. */
export interface DraftNode {
  readonly role: NodeRole;
  readonly index: number;
  readonly path: Path;
  /** For messages: its name, or where it stands. */
  readonly label: string;
  readonly node: NonNullable<NonNullable<Draft["mediaNodes"]>[number]>;
  readonly sshPort: number;
  /** Where the ssh port is written: at the node, or in the defaults; undefined where it is not written. */
  readonly sshPortPath: Path | undefined;
}

/** What a rule looks at: a manifest as far as it could be read, and the release that it is meant for. */
export interface RuleSubject {
  readonly document: ManifestDocument;
  readonly draft: Draft;
  readonly releaseChoice: ReleaseChoice | undefined;
  /** The facts in force; undefined where the release is missing or unknown. */
  readonly release: ReleaseFacts | undefined;
  readonly features: Features;
  /** Masters first. */
  readonly nodes: readonly DraftNode[];
}

export interface Place {
  readonly path: Path;
  readonly part?: "key" | "value";
}

export interface Report extends Place {
  readonly message: string;
  readonly related?: readonly (Place & { readonly message: string })[];
  readonly fixes?: readonly Fix[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

/** One thing that a manifest must keep to, or should. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What it protects from; its documentation. */
  readonly protectsFrom: string;
  /** What to do about a finding; its documentation. */
  readonly fix: string;
  check(subject: RuleSubject): Iterable<Report>;
}
