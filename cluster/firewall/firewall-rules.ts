import type { Cluster, ClusterNode, NodeRole, OtherService } from "../cluster";
import { parsePorts, type PortRange } from "../ports/port-range";
import { checkedAddress } from "./checked-address";
import { firewallRows, type FirewallRow, type Source } from "./firewall-rows";
import { ruleSetNotes } from "./rule-set-notes";

/** Who may connect: everybody, or machines with these addresses (or networks, as `10.0.0.0/8`). */
export type Peer =
  | { readonly kind: "world" }
  | { readonly kind: "masters" | "media" | "loadBalancer"; readonly addresses: readonly string[] };

/** One thing that a firewall lets in. */
export interface FirewallRule extends PortRange {
  readonly from: readonly Peer[];
  readonly reason: string;
  /** OpenVidu works without it; what it is for does not. */
  readonly optional: boolean;
  /** What about it no public source confirms. */
  readonly unverified?: string;
  /** Who it is for, where their addresses are not known and everybody is let in instead. */
  readonly intendedFor?: "loadBalancer";
  /** What the user should know or do about it. */
  readonly note?: string;
}

/** Something else that the manifest says listens on a node, and that no rule lets everybody reach. */
export interface ClosedService extends OtherService {
  /** The node's name. */
  readonly node: string;
}

/** What the firewall of one node lets in, or that of every node of a role. Everything else is closed. */
export interface RuleSet {
  readonly cluster: string;
  readonly release: string;
  readonly role: NodeRole;
  readonly node?: string;
  /** ssh comes first. */
  readonly rules: readonly FirewallRule[];
  /** Nobody tells who needs these, so they stay closed. */
  readonly closed: readonly ClosedService[];
  /** What a reader must know about the whole, in sentences. */
  readonly notes: readonly string[];
}

/** What is known beyond the manifest. */
export interface BetterKnown {
  /** Ports that the node's ssh server listens on, besides the manifest's. */
  readonly sshPorts?: readonly number[];
  /** Addresses or networks of the external load balancer. */
  readonly loadBalancer?: readonly string[];
}

const SSH_PORT = 22;

/** The rules of one node: its fellows' addresses without its own. */
export function nodeRules(cluster: Cluster, node: ClusterNode, known: BetterKnown = {}): RuleSet {
  const set = rulesFor(
    cluster,
    node.role,
    [node],
    cluster.nodes.filter(({ name }) => name !== node.name),
    known,
  );
  return { ...set, node: node.name };
}

/** Rules that fit every node of a role. */
export function roleRules(cluster: Cluster, role: NodeRole, known: BetterKnown = {}): RuleSet {
  return rulesFor(cluster, role, nodesOf(cluster.nodes, role), cluster.nodes, known);
}

function rulesFor(
  cluster: Cluster,
  role: NodeRole,
  nodes: readonly ClusterNode[],
  fellows: readonly ClusterNode[],
  known: BetterKnown,
): RuleSet {
  const rows = firewallRows(cluster.release, role, cluster.features);
  const rules = [...sshRules(nodes, known), ...rows.flatMap((row) => ruleOf(row, fellows, known))];
  const closed = closedServices(nodes, rules);
  return {
    cluster: cluster.name,
    release: cluster.releaseName,
    role,
    rules,
    closed,
    notes: ruleSetNotes(cluster, role, rules, closed),
  };
}

function closedServices(nodes: readonly ClusterNode[], rules: readonly FirewallRule[]): ClosedService[] {
  const isOpen = ({ protocol, first, last }: PortRange): boolean =>
    rules.some(
      (rule) =>
        rule.protocol === protocol &&
        rule.first <= first &&
        last <= rule.last &&
        rule.from.some(({ kind }) => kind === "world"),
    );
  return nodes.flatMap(({ name: node, otherServices }) =>
    otherServices.filter((service) => !isOpen(service)).map((service) => ({ ...service, node })),
  );
}

/** Who may need ssh cannot be known from a manifest: a closed ssh port is a lost machine. */
function sshRules(nodes: readonly ClusterNode[], { sshPorts = [] }: BetterKnown): FirewallRule[] {
  const ports = new Set([...nodes.map(({ ssh }) => ssh.port ?? SSH_PORT), ...sshPorts]);
  return [...ports]
    .sort((one, other) => one - other)
    .map((port) => ({
      protocol: "tcp" as const,
      first: port,
      last: port,
      from: [{ kind: "world" as const }],
      reason: "ssh, for administration and deployments",
      optional: false,
    }));
}

/** Short enough to stand in a cloud's description of a rule, after the reason. */
const NO_LOAD_BALANCER =
  "Open to everybody, since the load balancer's addresses are not known. Let in only them.";

function ruleOf(row: FirewallRow, fellows: readonly ClusterNode[], known: BetterKnown): FirewallRule[] {
  const range = parsePorts(row.ports, row.protocol);
  const from = row.from.map((source) => peerOf(source, fellows, known)).filter(hasAddresses);
  if (range === undefined || from.length === 0) return [];
  const open = row.from.includes("loadBalancer") && from.some(({ kind }) => kind === "world");
  return [
    {
      ...range,
      from,
      reason: row.purpose,
      optional: row.optional,
      ...(row.unverified === undefined ? {} : { unverified: row.unverified }),
      ...(open ? { intendedFor: "loadBalancer", note: NO_LOAD_BALANCER } : {}),
    },
  ];
}

function peerOf(source: Source, fellows: readonly ClusterNode[], { loadBalancer = [] }: BetterKnown): Peer {
  switch (source) {
    case "world":
      return { kind: "world" };
    case "loadBalancer":
      return loadBalancer.length === 0
        ? { kind: "world" }
        : { kind: "loadBalancer", addresses: loadBalancer.map(checkedAddress) };
    case "masters":
    case "media":
      return {
        kind: source,
        addresses: nodesOf(fellows, source === "masters" ? "master" : "media").map(({ privateIp }) =>
          checkedAddress(privateIp),
        ),
      };
  }
}

function hasAddresses(peer: Peer): boolean {
  return peer.kind === "world" || peer.addresses.length > 0;
}

function nodesOf(nodes: readonly ClusterNode[], role: NodeRole): ClusterNode[] {
  return nodes.filter((node) => node.role === role);
}
