import type { Cluster, ClusterNode, NodeRole } from "../../cluster";
import { formatPorts } from "../../ports/port-range";
import type { FirewallRule, Peer, RuleSet } from "../firewall-rules";
import { type FirewallExport, outboundText, peerName } from "../rule-words";

/** Something that connects or is connected to: a group of machines, or the world. */
export interface Place {
  readonly id: string;
  readonly title: string;
  /** What stands in it: nodes, destinations. */
  readonly members: readonly string[];
}

/** All that one place reaches at another. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly { readonly port: string; readonly reason: string; readonly optional: boolean }[];
}

export interface Flows {
  readonly places: readonly Place[];
  readonly flows: readonly Flow[];
}

/** Who talks to whom, by role: a picture of every pair of nodes could not be read. */
export function flowsOf(cluster: Cluster, { sets, outbound }: FirewallExport): Flows {
  const flows = sets.flatMap(flowsInto);
  const targets = sets.map(targetPlace(cluster));
  const roles = (["masters", "media"] as const).filter((id) => flows.some(({ from }) => from === id));
  const alone = new Set(sets.map(({ node }) => node));
  const groups = roles.map((id) =>
    placeOf(
      id,
      nodesOf(cluster, id).filter(({ name }) => !alone.has(name)),
    ),
  );
  const others = (["world", "loadBalancer"] as const).filter((kind) =>
    flows.some(({ from }) => from === kind),
  );
  const places = [...new Map([...groups, ...targets].map((place) => [place.id, place])).values()];
  return {
    places: [
      ...others.map((kind) => ({
        id: kind,
        title: kind === "world" ? "Everybody" : "Load balancer",
        members: kind === "world" ? [] : loadBalancerWords(sets),
      })),
      ...places,
      { id: "outside", title: "Outside of the cluster", members: outbound.map(outboundText) },
    ],
    flows: [...flows, ...targets.map(({ id }) => ({ from: id, to: "outside", ports: [] }))],
  };
}

function flowsInto(set: RuleSet): Flow[] {
  const kinds = ["world", "loadBalancer", "masters", "media"] as const;
  return kinds.flatMap((kind: Peer["kind"]) => {
    const rules = set.rules.filter((rule) => kindsOf(rule).includes(kind));
    if (rules.length === 0) return [];
    const ports = rules.map((rule) => ({
      port: formatPorts(rule),
      reason: rule.unverified === undefined ? rule.reason : `${rule.reason} (unverified)`,
      optional: rule.optional,
    }));
    return [{ from: kind, to: idOf(set), ports }];
  });
}

/** Who connects: whoever the rule is for, even where everybody is let in for want of their addresses. */
function kindsOf({ from, intendedFor }: FirewallRule): Peer["kind"][] {
  return from.map(({ kind }) => (kind === "world" && intendedFor !== undefined ? intendedFor : kind));
}

function loadBalancerWords(sets: readonly RuleSet[]): string[] {
  const rules = sets.flatMap((set) => set.rules);
  if (rules.some(({ intendedFor }) => intendedFor === "loadBalancer"))
    return ["Its addresses are not known:", "these ports are open to everybody"];
  const addresses = rules.flatMap(({ from }) =>
    from.flatMap((peer) => (peer.kind === "loadBalancer" ? peer.addresses : [])),
  );
  return [...new Set(addresses)];
}

function idOf(set: RuleSet): string {
  return set.node === undefined ? groupOf(set.role) : `node ${set.node}`;
}

function groupOf(role: NodeRole): "masters" | "media" {
  return role === "master" ? "masters" : "media";
}

function targetPlace(cluster: Cluster): (set: RuleSet) => Place {
  return (set) => {
    if (set.node === undefined) return placeOf(groupOf(set.role), nodesOf(cluster, groupOf(set.role)));
    const members = cluster.nodes.filter(({ name }) => name === set.node).map(nodeWords);
    return { id: idOf(set), title: `Node ${set.node}`, members };
  };
}

function placeOf(id: "masters" | "media", nodes: readonly ClusterNode[]): Place {
  return { id, title: peerName({ kind: id, addresses: [] }), members: nodes.map(nodeWords) };
}

function nodesOf(cluster: Cluster, group: "masters" | "media"): readonly ClusterNode[] {
  return group === "masters" ? cluster.masters : cluster.media;
}

function nodeWords({ name, privateIp, publicIp }: ClusterNode): string {
  return publicIp === undefined ? `${name}  ${privateIp}` : `${name}  ${privateIp}  (${publicIp})`;
}
