import type { Cluster, Features, NodeRole, ReleaseFacts } from "../cluster";
import { formatPorts } from "../ports/port-range";
import type { ClosedService, FirewallRule } from "./firewall-rules";

/** What a reader of a rule set must know beyond its rules, in sentences that name nodes, services and ports. */
export function ruleSetNotes(
  cluster: Cluster,
  role: NodeRole,
  rules: readonly FirewallRule[],
  closed: readonly ClosedService[],
): string[] {
  return [
    ...closedNotes(closed),
    ...(role === "master" && isLoadBalancerUnknown(cluster.features, cluster.release)
      ? [unknownPortsNote(cluster)]
      : []),
    ...byPorts(rules, ({ note }) => note).map(({ ports, text }) => `${ports}: ${text}`),
  ];
}

/** What no public source confirms about the rules, each with the ports that it is about. */
export function unverifiedNotes(rules: readonly FirewallRule[]): string[] {
  return byPorts(rules, ({ unverified }) => unverified).map(({ ports, text }) => `${ports}: ${text}`);
}

/** One for each service, with every node that has it. */
function closedNotes(closed: readonly ClosedService[]): string[] {
  const nodes = new Map<string, string[]>();
  for (const service of closed) {
    const named = `${service.name} (${formatPorts(service)}`;
    nodes.set(named, [...(nodes.get(named) ?? []), service.node]);
  }
  return [...nodes].map(
    ([named, on]) =>
      `Closed, since the manifest does not say who may connect: ${named} on ${on.join(", ")}). Add a rule for those who may.`,
  );
}

/** Whether any source tells the ports of the release behind a load balancer. */
export function knowsBalancerPorts({ ports }: ReleaseFacts): boolean {
  return ports.some(({ from }) => from.includes("loadBalancer"));
}

/** Whether a load balancer stands before the masters and no source tells at which ports. */
export function isLoadBalancerUnknown(features: Features, release: ReleaseFacts): boolean {
  return features.loadBalancing === "external" && !knowsBalancerPorts(release);
}

function unknownPortsNote({ release }: Cluster): string {
  return `No source tells which ports release ${release.version} has behind an external load balancer, so none is opened for it.`;
}

function byPorts(
  rules: readonly FirewallRule[],
  textOf: (rule: FirewallRule) => string | undefined,
): { readonly ports: string; readonly text: string }[] {
  const grouped = new Map<string, string[]>();
  for (const rule of rules) {
    const text = textOf(rule);
    if (text !== undefined) grouped.set(text, [...(grouped.get(text) ?? []), formatPorts(rule)]);
  }
  return [...grouped].map(([text, ports]) => ({ ports: [...new Set(ports)].join(", "), text }));
}
