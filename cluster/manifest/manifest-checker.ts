import type { Cluster, NodeRole } from "../cluster";
import { withTextFixes } from "../edits/text-fixes";
import type { Finding } from "../finding";
import type { ReleaseFacts } from "../generated/release-facts";
import { chooseRelease, type ReleaseChoice } from "../release/catalogue";
import { featuresOf } from "../release/features";
import type { NodeContext, RuleSubject } from "../rules/rule";
import { rules } from "../rules/rules";
import { nodeSecretPlaces, secretPlaces } from "../rules/secret-places";
import type { SourceRange } from "../source-range";
import { NOWHERE, type Surroundings } from "../surroundings";
import { buildCluster } from "./build-cluster";
import type { ClusterManifest, Draft } from "./draft";
import type { ManifestDocument } from "./manifest-document";
import type { ManifestReading } from "./manifest-reading";
import { nodeRules, type NodeReading, type NodeRules } from "./node-slot";
import { NodeSlots, type NodeList } from "./node-slots";
import { plainValue } from "./plain-value";
import { readDraft } from "./read-draft";
import { byPlace, capped, headFindings, nodeFindings } from "./rule-findings";
import { checkSchema, type SchemaCheck } from "./schema-check";
import { schemaFindings } from "./schema-findings";
import { readSecret } from "./secret-reference";
import { entryOf, type MappingNode, type ValueNode } from "./value-node";

export interface ManifestCheck {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** The manifest as far as it could be read. */
  readonly draft: Draft;
  /** What is in the node lists, one entry a place; an entry is another one whenever its node may be. */
  readonly places: Readonly<Record<NodeRole, readonly NodePlace[]>>;
  /** The facts in force; undefined where the release is missing or unknown. */
  readonly release: ReleaseFacts | undefined;
  /** The whole cluster, where the manifest has all that it needs; it may still have findings of the rules. */
  readonly cluster: Cluster | undefined;
}

/** A place in a node list. */
export interface NodePlace {
  /** Undefined where it holds no mapping, or nothing that can be read for certain. */
  readonly reading: Pick<NodeReading, "node">;
}

const LISTS = { master: "masterNodes", media: "mediaNodes" } as const;

/**
 * Tells everything that is wrong with a manifest, and keeps what it found out about each node: after an edit only what
 * changed is looked at again. Its answers are those that a new one would give.
 */
export class ManifestChecker {
  readonly #slots = new NodeSlots();
  #context: { readonly key: string; readonly rules: NodeRules } | undefined;

  constructor(readonly surroundings: Surroundings = NOWHERE) {}

  check(document: ManifestDocument): ManifestCheck {
    const version = this.surroundings.refresh();
    const { reading } = document;
    const { root, brokenOff, conflicting } = reading;
    const syntax = reading.findings.map((finding) => withTextFixes(document, finding));
    if (root === undefined || (root.kind === "scalar" && root.value === null)) {
      const findings =
        syntax.length > 0 ? capped(syntax) : [withTextFixes(document, emptyManifest(document))];
      const places = { master: [], media: [] };
      return { findings, draft: {}, places, release: undefined, cluster: undefined };
    }
    const head = checkHead(root, reading);
    const subject = ruleSubject(document, head.draft, this.surroundings);
    this.#slots.update(
      { master: listOf(root, "masterNodes"), media: listOf(root, "mediaNodes") },
      reading.doubtful,
      this.#rulesFor(subject, version),
    );
    const findings = conflicting
      ? syntax
      : brokenOff
        ? this.#sureFindings(document, head.schema, syntax)
        : this.#allFindings(document, head, subject, syntax);
    return this.#answer(capped([...findings].sort(byPlace)), subject, syntax, head.schema);
  }

  #answer(
    findings: readonly Finding[],
    subject: RuleSubject,
    syntax: readonly Finding[],
    schema: SchemaCheck,
  ): ManifestCheck {
    const [master, media] = [this.#slots.of("master"), this.#slots.of("media")];
    const fits = (): boolean =>
      syntax.length === 0 &&
      schema.errors.length === 0 &&
      [master, media].every((slots) =>
        slots.every(({ reading }) => reading.node !== undefined && reading.schema.errors.length === 0),
      );
    const { release } = subject;
    let draft: Draft | undefined;
    let cluster: { readonly built: Cluster | undefined } | undefined;
    return {
      findings,
      places: {
        master: subject.draft.masterNodes ? master : [],
        media: subject.draft.mediaNodes ? media : [],
      },
      release,
      // Only some ask for the whole; to put ten thousand nodes together takes its time.
      get draft() {
        draft ??= {
          ...subject.draft,
          ...(subject.draft.masterNodes && { masterNodes: master.map(({ reading }) => reading.node) }),
          ...(subject.draft.mediaNodes && { mediaNodes: media.map(({ reading }) => reading.node) }),
        };
        return draft;
      },
      get cluster() {
        cluster ??= {
          built:
            release !== undefined &&
            fits() &&
            [...placesOf(subject.draft, [...master, ...media])].every(isReadable)
              ? buildCluster(this.draft as ClusterManifest, release)
              : undefined,
        };
        return cluster.built;
      },
    };
  }

  #allFindings(
    document: ManifestDocument,
    head: HeadCheck,
    subject: RuleSubject,
    syntax: readonly Finding[],
  ): readonly Finding[] {
    const told = new Set<string>();
    const schema = schemaFindings(document, head.schema.errors, [], told);
    return [
      ...syntax,
      ...besides(document, syntax, schema),
      ...headFindings(document, rules, subject, head.isDoubtful),
      ...besides(document, syntax, nodeFindings(document, rules, this.#slots, told)),
    ];
  }

  /** In a file that YAML cannot read to its end, what comes after the fault is missing or misread: to tell it would only hide the fault. */
  #sureFindings(document: ManifestDocument, schema: SchemaCheck, syntax: readonly Finding[]): Finding[] {
    const fault = syntax.find((finding) => finding.code === "yaml-syntax");
    const before = fault?.range.start ?? 0;
    const told = new Set<string>();
    const found = [
      ...schemaFindings(document, schema.errors, [], told),
      ...nodeFindings(document, [], this.#slots, told),
    ];
    return [...syntax, ...found.filter((finding) => isSureBefore(before, finding))];
  }

  /** The rules for nodes, the same object as long as nothing that they know has changed. */
  #rulesFor({ draft, release, features, surroundings }: RuleSubject, version: number): NodeRules {
    const { modules, ingress, turnDomain, ssh } = draft;
    const known: NodeContext["draft"] = {
      modules,
      ingress,
      turnDomain,
      ssh: { port: ssh?.port, jumpHost: ssh?.jumpHost },
    };
    const key = JSON.stringify([version, release?.version, features, known]);
    if (this.#context?.key !== key)
      this.#context = { key, rules: nodeRules(rules, { surroundings, release, features, draft: known }) };
    return this.#context.rules;
  }
}

interface HeadCheck {
  readonly schema: SchemaCheck;
  /** The node lists in it are as long as they are, and empty. */
  readonly draft: Draft;
  /** Whether something about a path is uncertain, because its text, or the text around it, could not be read. */
  readonly isDoubtful: (path: readonly (string | number)[]) => boolean;
}

/** Checks everything but the nodes. */
function checkHead(root: ValueNode, { doubtful, incomplete, unsureLists }: ManifestReading): HeadCheck {
  const keys = new Set(
    root.kind === "mapping"
      ? root.entries.filter(({ value }) => doubtful.has(value)).map(({ key }) => key)
      : [],
  );
  const isDoubtful = (path: readonly (string | number)[]): boolean =>
    path.length === 0 ? incomplete : keys.has(String(path[0])) || unsureLists.has(String(path[0]));
  const value = root.kind === "mapping" ? headValue(root) : plainValue(root);
  const { errors, misfits } = checkSchema("head", value);
  const schema = { errors: errors.filter(({ path }) => !isDoubtful(path)), misfits };
  const draft = readDraft(value, [...misfits, ...[...keys].map((key) => [key])]);
  return { schema, draft, isDoubtful };
}

/** The plain value of everything but the nodes; their lists have the length that they have. */
function headValue(root: MappingNode): unknown {
  const value = Object.create(null) as Record<string, unknown>;
  for (const { key, value: node } of root.entries) {
    const isList = (key === LISTS.master || key === LISTS.media) && node.kind === "sequence";
    value[key] = isList ? new Array<undefined>(node.items.length) : plainValue(node);
  }
  return value;
}

function listOf(root: ValueNode, list: (typeof LISTS)[keyof typeof LISTS]): NodeList {
  const value = entryOf(root, list)?.value;
  return value?.kind === "sequence" ? value : NO_NODES;
}

const NO_NODES: NodeList = { items: [] };

function ruleSubject(document: ManifestDocument, draft: Draft, surroundings: Surroundings): RuleSubject {
  const releaseChoice: ReleaseChoice | undefined =
    draft.release === undefined ? undefined : chooseRelease(draft.release);
  const release =
    releaseChoice === undefined || releaseChoice.kind === "unknown" ? undefined : releaseChoice.release;
  return { document, draft, releaseChoice, release, features: featuresOf(draft, release), surroundings };
}

function* placesOf(
  draft: Draft,
  nodes: readonly Parameters<typeof nodeSecretPlaces>[0][],
): Generator<{ readonly value: string }> {
  yield* secretPlaces(draft);
  for (const node of nodes) yield* nodeSecretPlaces(node);
}

function isReadable({ value }: { readonly value: string }): boolean {
  return readSecret(value).kind === "value";
}

/** More blanks than this stand between no key and its value. */
const REACH = 200;

/** What YAML could not resolve has no value: that is told once, not again as a value that is missing. */
function besides(
  document: ManifestDocument,
  syntax: readonly Finding[],
  findings: readonly Finding[],
): readonly Finding[] {
  if (syntax.length === 0) return findings;
  const told = new Set(syntax.map(({ range }) => range.start));
  const keys = syntax.filter(({ code }) => code === "yaml-key");
  // A mapping whose key is none, as {{ name }}, is mostly no mapping at all.
  const hasBadKey = ({ start, end }: SourceRange): boolean =>
    keys.some(({ range }) => start <= range.start && range.end <= end);
  // A key that seems to be empty, because what belongs to it cannot be read.
  const faults = syntax.filter(({ code }) => code === "yaml-syntax").map(({ range }) => range.start);
  const endsAtFault = ({ end }: SourceRange): boolean =>
    faults.some((at) => at > end && at - end < REACH && /^:\s*$/.test(document.slice(end, at)));
  return findings.filter(
    ({ range, code }) =>
      !code.startsWith("schema-") ||
      code === "schema-missing-key" ||
      !(told.has(range.start) || (code === "schema-type" && (hasBadKey(range) || endsAtFault(range)))),
  );
}

/** A key or word that is wrong whatever comes later; an empty value before a fault is mostly the fault's echo. */
function isSureBefore(fault: number, { code, range }: Finding): boolean {
  return range.end <= fault && ["schema-unknown-key", "schema-choice"].includes(code);
}

function emptyManifest(document: ManifestDocument): Finding {
  return {
    code: "empty-manifest",
    severity: "error",
    message: "The manifest is empty. It begins with 'name', 'release' and 'domain'.",
    range: document.rangeOf([], "value"),
    related: [],
    fixes: [],
  };
}
