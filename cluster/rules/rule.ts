import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import { addNode } from "../edits/add-node";
import { insertEntry } from "../edits/insert-entry";
import { removeEntries } from "../edits/remove-entries";
import { isWrittenThere } from "../edits/written-place";
import type { FindingTag, PlaceElsewhere, Severity } from "../finding";
import { isNodeList } from "../language/node-lists";
import { nextNode } from "../language/next-node";
import type { Draft } from "../manifest/draft";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { ValueNode } from "../manifest/value-node";
import type { ReleaseChoice } from "../release/catalogue";
import type { Surroundings } from "../surroundings";
import type { Path, SourceRange, TextChange } from "../source-range";

/** A node of a manifest as far as it could be read, with where its parts stand. */
export interface DraftNode {
  readonly role: NodeRole;
  readonly index: number;
  readonly path: Path;
  /** For messages: its name, or where it stands. */
  readonly label: string;
  readonly node: NonNullable<NonNullable<Draft["mediaNodes"]>[number]>;
  /** A value as it is written; the path begins at the node. */
  readonly valueAt: (path: Path) => ValueNode | undefined;
  readonly sshPort: number;
  /** Where the ssh port is written: at the node, or in the defaults; undefined where it is not written. */
  readonly sshPortPath: Path | undefined;
}

/** What a rule for the whole manifest looks at: all of it but the nodes, as far as it could be read, and its release. */
export interface RuleSubject {
  readonly document: ManifestDocument;
  readonly draft: Draft;
  readonly releaseChoice: ReleaseChoice | undefined;
  /** The facts in force; undefined where the release is missing or unknown. */
  readonly release: ReleaseFacts | undefined;
  readonly features: Features;
  readonly surroundings: Surroundings;
}

/**
 * What a rule for single nodes may know besides the node. Nodes are looked at again when any of it changes, so it
 * holds only what such rules need.
 */
export interface NodeContext {
  readonly surroundings: Surroundings;
  readonly release: ReleaseFacts | undefined;
  readonly features: Features;
  readonly draft: Pick<Draft, "modules" | "ingress" | "turnDomain"> & {
    readonly ssh: Pick<NonNullable<Draft["ssh"]>, "port" | "jumpHost">;
  };
}

/** A value that a node has, and others should not have too. */
export interface Claim {
  /** What must not be the same, with a word before it that tells what it is. */
  readonly key: string;
  readonly path: Path;
}

export interface NodeClaim extends Claim {
  readonly node: DraftNode;
}

export interface Place {
  readonly path: Path;
  readonly part?: "key" | "value";
}

/** An edit that removes the cause of a report, worked out when the report is told. */
export interface ReportFix {
  readonly title: string;
  /** Nothing but what was surely meant: it may be applied unseen, together with others. */
  readonly safe?: true;
  /** The changes, given where the report's path is in the document now. */
  readonly changes: (document: ManifestDocument, path: Path) => readonly TextChange[];
}

export interface RelatedReport extends Place {
  readonly message: string;
  /** For a place in another manifest: where it is when the report is told; undefined where it is there no more. */
  readonly elsewhere?: () => PlaceElsewhere | undefined;
}

export interface Report extends Place {
  readonly message: string;
  readonly related?: readonly RelatedReport[];
  readonly fixes?: readonly ReportFix[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly tags?: readonly FindingTag[];
  /** Where it is not about a value or key: the text that it marks. */
  readonly range?: SourceRange;
}

/** The fix that removes the key or the item at a report's place, with its line. */
export function removeEntry(title: string): ReportFix {
  return { title, changes: (document, path) => removeEntries(document, [path]).changes };
}

/** The fix that adds a key to the mapping at a report's place, behind another one of its keys or at its end. */
export function addEntry(title: string, key: string, text: string, behind?: string): ReportFix {
  return {
    title,
    changes: (document, path) => {
      const change = insertEntry(document, path, key, text, behind);
      return change === undefined ? [] : [change];
    },
  };
}

/** The fix that adds a node behind the last one of its role. */
export function addNodeFix(role: NodeRole): ReportFix {
  return {
    title: `Add a ${role} node; look at its addresses`,
    changes: (document) => {
      const change = addNode(document, role);
      return change === undefined ? [] : [change];
    },
  };
}

/** The fix that gives the node at a report's place a key that it lacks, with the value that a further node would get. */
export function nextEntry(key: "privateIp" | "publicIp"): ReportFix {
  return {
    title: `Add '${key}' with the next free address; look at it`,
    changes: (document, [list, index]) => {
      if (!isNodeList(list) || typeof index !== "number") return [];
      const value = nextNode(document, list, { list, index })[key];
      const change =
        value === undefined ? undefined : insertEntry(document, [list, index], key, value, "privateIp");
      return change === undefined ? [] : [change];
    },
  };
}

/** The fix that writes a name or an address that no node has in a report's place, which is at that key of a node. */
export function nextFree(what: string): ReportFix {
  return {
    title: `Change to the next free ${what}`,
    changes: (document, path) => {
      const [list, index, key] = path;
      if (!isNodeList(list) || typeof index !== "number" || path.length !== 3) return [];
      if (key !== "name" && key !== "privateIp" && key !== "publicIp") return [];
      const value = nextNode(document, list)[key];
      return value === undefined || !isWrittenThere(document, path)
        ? []
        : [{ range: document.rangeOf(path, "value"), newText: value }];
    },
  };
}

/** The same fix, as one that was surely meant. */
export function safely(fix: ReportFix): ReportFix {
  return { ...fix, safe: true };
}

/** The fix that writes another value in a report's place. */
export function replaceValue(title: string, newText: string): ReportFix {
  return { title, changes: (document, path) => [{ range: document.rangeOf(path, "value"), newText }] };
}

/** One thing that a manifest must keep to, or should. It looks at the manifest, at each node, or at nodes together. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What it protects from; its documentation. */
  readonly protectsFrom: string;
  /** What to do about a finding; its documentation. */
  readonly fix: string;
  /** What to replace by what in `examples/production.openvidu.yaml` to be told about it; its documentation. */
  readonly example: readonly (readonly [from: string, to: string])[];
  /** What is wrong with the manifest as a whole. */
  check?(subject: RuleSubject): Iterable<Report>;
  /** What is wrong with single nodes, each by itself. */
  checkNodes?(context: NodeContext): (node: DraftNode) => Iterable<Report>;
  /** What nodes have that others must not have too. */
  readonly shared?: {
    claims(context: NodeContext): (node: DraftNode) => Iterable<Claim>;
    /** Told for every key that several nodes claim; the claims are in the order of the nodes. */
    clash(claims: readonly NodeClaim[]): Iterable<Report>;
    /** Fewer claims than this are none; 2 where it is not said. */
    readonly least?: number;
  };
}
