import type { FirewallRule, RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { DOCKER_NOTE, ruleComment, scriptHeader, sourcesOf } from "../rule-words";

/** A chain of our own, asked first. */
export const IPTABLES_CHAIN = "OPENVIDU-CLUSTER";

/** A bash script that replaces our own chain at once with iptables-restore, for IPv4 and IPv6; it may be run again. */
export function renderIptables(set: RuleSet, outbound: readonly OutboundNeed[]): string {
  return `${[
    "#!/bin/bash",
    ...scriptHeader(set, outbound, [
      `Run as root. Only the chain ${IPTABLES_CHAIN} is replaced, and asked before all other rules for what comes in.`,
      "Make it last over a restart with netfilter-persistent save, or as your distribution does it.",
      DOCKER_NOTE,
    ]),
    "set -eu",
    ...family("iptables", set),
    ...family("ip6tables", set),
  ].join("\n")}\n`;
}

type Program = "iptables" | "ip6tables";

function family(program: Program, set: RuleSet): string[] {
  return [
    `${program}-restore --noflush <<'RULES'`,
    "*filter",
    // Naming the chain empties it; everything up to COMMIT takes effect at once.
    `:${IPTABLES_CHAIN} - [0:0]`,
    ...[
      "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "-m conntrack --ctstate INVALID -j DROP",
      "-i lo -j ACCEPT",
      ...(program === "iptables"
        ? ["-p icmp -j ACCEPT"]
        : ["-p ipv6-icmp -j ACCEPT", "-s fe80::/10 -p udp --sport 547 --dport 546 -j ACCEPT"]),
    ].map((rule) => `-A ${IPTABLES_CHAIN} ${rule}`),
    ...set.rules.flatMap((rule) => lines(program, rule)),
    `-A ${IPTABLES_CHAIN} -j DROP`,
    "COMMIT",
    "RULES",
    `${program} -C INPUT -j ${IPTABLES_CHAIN} 2>/dev/null || ${program} -I INPUT 1 -j ${IPTABLES_CHAIN}`,
  ];
}

function lines(program: Program, rule: FirewallRule): string[] {
  const { everybody, ipv4, ipv6 } = sourcesOf(rule);
  const ports = rule.first === rule.last ? String(rule.first) : `${String(rule.first)}:${String(rule.last)}`;
  const sources = everybody
    ? [""]
    : (program === "iptables" ? ipv4 : ipv6).map((address) => `-s ${address} `);
  if (sources.length === 0) return [];
  return [
    `# ${ruleComment(rule)}`,
    ...sources.map(
      (source) => `-A ${IPTABLES_CHAIN} ${source}-p ${rule.protocol} --dport ${ports} -j ACCEPT`,
    ),
  ];
}
