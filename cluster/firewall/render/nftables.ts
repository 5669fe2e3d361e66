import { formatNumbers } from "../../ports/port-range";
import type { FirewallRule, RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { commentText, DOCKER_NOTE, scriptHeader, sourcesOf } from "../rule-words";

/** A table of our own: nobody else's rules are touched. */
export const NFTABLES_TABLE = "inet openvidu_cluster";

/** nft takes at most 128 bytes. */
const MOST_COMMENT = 120;

/** A deployment loads the file at every start with a unit of its own; who loads it by hand has to see to that. */
const KEEP =
  "A restart drops the table. To keep it, name this file (its path in double quotes, after the word include) at the end of /etc/nftables.conf, or where your distribution has it, and run: systemctl enable nftables.service";

/** The file for somebody who loads it by hand. */
export function exportNftables(set: RuleSet, outbound: readonly OutboundNeed[]): string {
  return renderNftables(set, outbound, [KEEP]);
}

/**
 * A file for `nft -f`: it replaces our own table at once, in one transaction, and leaves all others alone.
 *
 * @param further what else its reader has to know, in sentences
 */
export function renderNftables(
  set: RuleSet,
  outbound: readonly OutboundNeed[],
  further: readonly string[] = [],
): string {
  return `${[
    "#!/usr/sbin/nft -f",
    ...scriptHeader(set, outbound, [
      "Load it with: nft -f FILE. Only this table is replaced; what other tables drop stays dropped.",
      ...further,
      DOCKER_NOTE,
    ]),
    `table ${NFTABLES_TABLE}`,
    `delete table ${NFTABLES_TABLE}`,
    `table ${NFTABLES_TABLE} {`,
    "  chain input {",
    "    type filter hook input priority filter; policy drop;",
    "    ct state established,related accept",
    "    ct state invalid drop",
    '    iifname "lo" accept',
    "    meta l4proto { icmp, ipv6-icmp } accept",
    "    ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept",
    ...set.rules.flatMap(lines).map((line) => `    ${line}`),
    "  }",
    "}",
  ].join("\n")}\n`;
}

function lines(rule: FirewallRule): string[] {
  const { everybody, ipv4, ipv6 } = sourcesOf(rule);
  const optional = rule.optional ? " (optional)" : "";
  const comment = `comment "${commentText(rule.reason, MOST_COMMENT - optional.length)}${optional}"`;
  const port = `${rule.protocol} dport ${formatNumbers(rule)} accept ${comment}`;
  if (everybody) return [port];
  return [
    ...(ipv4.length === 0 ? [] : [`ip saddr { ${ipv4.join(", ")} } ${port}`]),
    ...(ipv6.length === 0 ? [] : [`ip6 saddr { ${ipv6.join(", ")} } ${port}`]),
  ];
}
