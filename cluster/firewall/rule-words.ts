import { formatNumbers } from "../ports/port-range";
import type { FirewallRule, Peer, RuleSet } from "./firewall-rules";
import type { OutboundNeed } from "./outbound-needs";
import { unverifiedNotes } from "./rule-set-notes";

/** Everything that an export has to tell. */
export interface FirewallExport {
  readonly sets: readonly RuleSet[];
  readonly outbound: readonly OutboundNeed[];
}

/** What every exported firewall lets in besides its rules. */
export const ALWAYS_OPEN =
  "answers to the machine's own connections, the machine itself (loopback), ICMP and DHCPv6 answers";

/** These programs filter what reaches the machine itself; what Docker forwards to a container passes by them. */
export const DOCKER_NOTE =
  "Ports that Docker publishes (docker run -p) bypass a firewall on the machine itself (ufw, firewalld, nftables, iptables): Docker forwards them before its rules are asked. " +
  "OpenVidu's containers seem to use the host's network, where the rules do hold, but no public source confirms it: probe from another machine.";

const PEER_WORDS: Readonly<Record<Peer["kind"], string>> = {
  world: "Everybody",
  masters: "Master nodes",
  media: "Media nodes",
  loadBalancer: "Load balancer",
};

export function peerName(peer: Peer): string {
  return PEER_WORDS[peer.kind];
}

/** The addresses of a peer; both worlds for everybody. */
export function addressesOf(peer: Peer): readonly string[] {
  return peer.kind === "world" ? ["0.0.0.0/0", "::/0"] : peer.addresses;
}

export function isIpv6(address: string): boolean {
  return address.includes(":");
}

/** A rule's sources for programs that keep the two kinds of addresses apart. */
export interface Sources {
  readonly everybody: boolean;
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

export function sourcesOf(rule: FirewallRule): Sources {
  const addresses = [...new Set(rule.from.flatMap((peer) => (peer.kind === "world" ? [] : peer.addresses)))];
  return {
    everybody: rule.from.some(({ kind }) => kind === "world"),
    ipv4: addresses.filter((address) => !isIpv6(address)),
    ipv6: addresses.filter(isIpv6),
  };
}

/** `node master-1` or `every master node`. */
export function subjectOf(set: RuleSet): string {
  return set.node === undefined ? `every ${set.role} node` : `node ${set.node}`;
}

/** A text for a comment: one line, only characters that no program gives a meaning to. */
export function commentText(text: string, most = Infinity): string {
  return text.replace(/[^A-Za-z0-9 .,:;()/+@'-]/g, "_").slice(0, most);
}

/** What a rule is for, with what its reader should do about it. */
export function toldReason({ reason, optional, note }: FirewallRule): string {
  const told = optional ? `${reason} (optional)` : reason;
  return note === undefined ? told : `${told}. ${note}`;
}

const MOST_RULE_COMMENT = 200;

/** A rule in one line, for a comment. */
export function ruleComment(rule: FirewallRule): string {
  const who = rule.from.map(peerName).join(", ");
  const optional = rule.optional ? " (optional)" : "";
  const unverified = rule.unverified === undefined ? "" : " (unverified)";
  return commentText(
    `${rule.protocol} ${formatNumbers(rule)} from ${who}: ${rule.reason}${optional}${unverified}`,
    MOST_RULE_COMMENT,
  );
}

/** What a reader of a script has to know, as comment lines. */
export function scriptHeader(
  set: RuleSet,
  outbound: readonly OutboundNeed[],
  lines: readonly string[],
): string[] {
  const needs = outbound.filter(({ roles }) => roles.includes(set.role));
  return [
    `Firewall of ${subjectOf(set)} of the cluster ${set.cluster} (OpenVidu ${set.release}), made by OpenVidu Cluster.`,
    ...lines,
    `Also let in: ${ALWAYS_OPEN}. Everything else is closed.`,
    ...set.notes,
    ...unverifiedNotes(set.rules).map((note) => `Unverified, ${note}`),
    "Outbound connections are all allowed. Where another firewall restricts them, OpenVidu needs:",
    ...needs.map((need) => `- ${outboundText(need)}`),
    "- the other nodes of the cluster at their private addresses",
  ].map((line) => `# ${commentText(line)}`.trimEnd());
}

/** A destination outside with its port and what it is for. */
export function outboundText(need: OutboundNeed): string {
  const when = need.at === "installation" ? "while installing; " : "";
  const unverified = need.unverified === undefined ? "" : " (unverified)";
  return `${need.to} ${need.ports}/${need.protocol}: ${when}${need.purpose}${unverified}`;
}

/** Whose nodes need it: a role, or `all`. */
export function rolesOf({ roles }: OutboundNeed): string {
  return roles.length === 1 ? roles.join("") : "all";
}
