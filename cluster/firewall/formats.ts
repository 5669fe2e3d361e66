import type { Cluster, ClusterNode, NodeRole } from "../cluster";
import { nodeRules, roleRules, type BetterKnown, type RuleSet } from "./firewall-rules";
import { outboundNeeds, type OutboundNeed } from "./outbound-needs";
import { renderFlowPicture } from "./picture/flow-picture";
import { renderAws } from "./render/aws";
import { renderAzure } from "./render/azure";
import { renderCsv } from "./render/csv";
import { renderFirewalld } from "./render/firewalld";
import { renderIptables } from "./render/iptables";
import { renderJson } from "./render/json";
import { renderMarkdown } from "./render/markdown";
import { exportNftables } from "./render/nftables";
import { renderUfw } from "./render/ufw";
import type { FirewallExport } from "./rule-words";

/** For which machines rules are exported. */
export type Scope =
  | { readonly kind: "cluster" }
  | { readonly kind: "role"; readonly role: NodeRole }
  | { readonly kind: "node"; readonly node: ClusterNode };

interface Format {
  readonly title: string;
  /** What files of the format end in. */
  readonly extension: string;
  /** VS Code's name of the language. */
  readonly language: string;
  /** It is loaded on one machine: the whole cluster has no such text. */
  readonly forOneMachine: boolean;
  readonly render: (document: FirewallExport, cluster: Cluster, picture?: string) => string;
}

/** A format whose text is for one kind of machine. */
function script(
  title: string,
  extension: string,
  render: (set: RuleSet, outbound: readonly OutboundNeed[]) => string,
): Format {
  const language = extension === "sh" ? "shellscript" : "plaintext";
  return {
    title,
    extension,
    language,
    forOneMachine: true,
    render: ({ sets, outbound }) => sets.map((set) => render(set, outbound)).join("\n"),
  };
}

/** Every form that firewall rules are exported in. */
export const FORMATS = {
  markdown: {
    title: "Markdown table",
    extension: "md",
    language: "markdown",
    forOneMachine: false,
    render: (document, _cluster, picture) => renderMarkdown(document, picture),
  },
  csv: { title: "CSV", extension: "csv", language: "csv", forOneMachine: false, render: renderCsv },
  json: { title: "JSON", extension: "json", language: "json", forOneMachine: false, render: renderJson },
  ufw: script("ufw", "sh", renderUfw),
  firewalld: script("firewalld", "sh", renderFirewalld),
  nftables: script("nftables", "nft", exportNftables),
  iptables: script("iptables-restore", "sh", renderIptables),
  aws: {
    title: "AWS security groups (Terraform)",
    extension: "tf",
    language: "terraform",
    forOneMachine: false,
    render: renderAws,
  },
  azure: {
    title: "Azure network security groups (Terraform)",
    extension: "tf",
    language: "terraform",
    forOneMachine: false,
    render: renderAzure,
  },
  svg: {
    title: "Picture of who connects to whom (SVG)",
    extension: "svg",
    language: "xml",
    forOneMachine: false,
    render: (document, cluster) => renderFlowPicture(cluster, document),
  },
} satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** The cluster has no text in this format: it is loaded on one machine. */
export class NeedsOneMachine extends Error {
  override readonly name = "NeedsOneMachine";
}

/**
 * The cluster's firewall rules in a format.
 *
 * @param picture where the flow picture is, for Markdown
 * @throws NeedsOneMachine, TooManyRules, NotAnAddress
 */
export function exportFirewall(
  cluster: Cluster,
  name: FormatName,
  scope: Scope,
  options: BetterKnown & { readonly picture?: string } = {},
): string {
  const format: Format = FORMATS[name];
  if (format.forOneMachine && scope.kind === "cluster")
    throw new NeedsOneMachine(`${name} is loaded on a machine, and the rules of the two roles differ.`);
  const sets = ruleSets(cluster, scope, options);
  const outbound = outboundNeeds(cluster).filter(({ roles }) =>
    sets.some(({ role }) => roles.includes(role)),
  );
  const document = { sets, outbound };
  return format.render(document, cluster, options.picture);
}

function ruleSets(cluster: Cluster, scope: Scope, known: BetterKnown): RuleSet[] {
  switch (scope.kind) {
    case "cluster":
      return [roleRules(cluster, "master", known), roleRules(cluster, "media", known)];
    case "role":
      return [roleRules(cluster, scope.role, known)];
    case "node":
      return [nodeRules(cluster, scope.node, known)];
  }
}
