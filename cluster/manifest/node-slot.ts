import type { NodeRole } from "../cluster";
import type { Claim, DraftNode, NodeContext, Report, Rule } from "../rules/rule";
import type { Path } from "../source-range";
import { plainValue } from "./plain-value";
import { readDraft } from "./read-draft";
import { checkSchema, type SchemaCheck } from "./schema-check";
import { childOf, type ValueNode } from "./value-node";

type NodeDraft = DraftNode["node"];

/** What an item of a node list says by itself, wherever it stands. */
export interface NodeReading {
  readonly schema: SchemaCheck;
  /** Undefined where it is no mapping, or cannot be read for certain. */
  readonly node: NodeDraft | undefined;
}

/** Checks an item against the schema of its kind of node. */
export function readNode(role: NodeRole, item: ValueNode): NodeReading {
  const value = plainValue(item);
  const schema = checkSchema(`${role}Node`, value);
  const draft = readDraft(value, schema.misfits);
  // What is left of a node has its declared types, but for what readDraft took away.
  const node = item.kind === "mapping" ? (draft as unknown as NodeDraft) : undefined;
  return { schema, node };
}

/** An item that stands in a piece with a fault: nothing in it is certain. */
export const DOUBTFUL: NodeReading = { schema: { errors: [], misfits: [] }, node: undefined };

/** What the rules ask of single nodes, made once for a context. */
export interface NodeRules {
  readonly context: NodeContext;
  readonly checks: readonly { readonly rule: Rule; readonly check: (node: DraftNode) => Iterable<Report> }[];
  readonly claims: readonly { readonly rule: Rule; readonly claims: (node: DraftNode) => Iterable<Claim> }[];
}

/** The rules for single nodes, ready for a context. */
export function nodeRules(rules: readonly Rule[], context: NodeContext): NodeRules {
  return {
    context,
    checks: rules.flatMap((rule) =>
      rule.checkNodes === undefined ? [] : [{ rule, check: rule.checkNodes(context) }],
    ),
    claims: rules.flatMap((rule) =>
      rule.shared === undefined ? [] : [{ rule, claims: rule.shared.claims(context) }],
    ),
  };
}

/** A report of a rule about one node; its paths are those that the node had when it was made. */
export interface NodeReport {
  readonly rule: Rule;
  readonly report: Report;
}

export interface RuleClaim {
  readonly rule: Rule;
  readonly claim: Claim;
}

/** A place in a node list, what stands there, and what the rules said about it. */
export class NodeSlot implements DraftNode {
  reports: readonly NodeReport[] = [];
  claims: readonly RuleClaim[] = [];
  #index: number;
  #rules: NodeRules | undefined;
  #label = "";
  /** The index that its claims hold for, where they hold more than a path. */
  #fixedAt: number | undefined;

  constructor(
    readonly role: NodeRole,
    readonly item: ValueNode,
    readonly reading: NodeReading,
    index: number,
  ) {
    this.#index = index;
  }

  /** Its position in the list as it is now. */
  get index(): number {
    return this.#index;
  }

  moveTo(index: number): void {
    this.#index = index;
  }

  get path(): Path {
    return [`${this.role}Nodes`, this.index];
  }

  readonly valueAt = (path: Path): ValueNode | undefined =>
    path.reduce<ValueNode | undefined>((node, step) => childOf(node, step), this.item);

  get node(): NodeDraft {
    return this.reading.node ?? {};
  }

  get label(): string {
    return this.reading.node?.name ?? `${this.role} node ${String(this.index + 1)}`;
  }

  get sshPort(): number {
    return this.node.ssh?.port ?? this.#commonPort ?? 22;
  }

  get sshPortPath(): Path | undefined {
    if (this.node.ssh?.port !== undefined) return [...this.path, "ssh", "port"];
    return this.#commonPort === undefined ? undefined : ["ssh", "port"];
  }

  get #commonPort(): number | undefined {
    return this.#rules?.context.draft.ssh.port;
  }

  /** Whether anything has to be told about it by itself. */
  get isTroubled(): boolean {
    return this.reports.length > 0 || this.reading.schema.errors.length > 0;
  }

  get hasError(): boolean {
    return (
      this.reading.schema.errors.length > 0 ||
      this.reports.some(({ rule, report }) => (report.severity ?? rule.severity) === "error")
    );
  }

  /** A path of a report or claim, with where the node stands now. */
  moved(path: Path): Path {
    const [list, index, ...rest] = path;
    return list === `${this.role}Nodes` && typeof index === "number" ? [list, this.index, ...rest] : path;
  }

  /** Whether the rules must look at it again: others, or what it is called, or what it claims depends on its place. */
  isStale(rules: NodeRules): boolean {
    return (
      this.#rules !== rules ||
      this.#label !== this.label ||
      (this.#fixedAt !== undefined && this.#fixedAt !== this.index)
    );
  }

  /** Lets the rules look at the node. */
  apply(rules: NodeRules): void {
    this.#rules = rules;
    this.#label = this.label;
    this.reports = [];
    this.claims = [];
    if (this.reading.node === undefined) return;
    this.reports = rules.checks.flatMap(({ rule, check }) =>
      [...check(this)].map((report) => ({ rule, report })),
    );
    this.claims = rules.claims.flatMap(({ rule, claims }) =>
      [...claims(this)].map((claim) => ({ rule, claim })),
    );
    this.#fixedAt = this.claims.some(({ claim }) => Object.keys(claim).length > 2) ? this.index : undefined;
  }
}
