import type { PortRange } from "../../ports/port-range";
import type { RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { DOCKER_NOTE, isIpv6, ruleComment, scriptHeader, sourcesOf } from "../rule-words";

/** firewalld takes at most 17 characters. */
export const FIREWALLD_ZONE = "openvidu-cluster";
export const FIREWALLD_ZONE_FILE = `/etc/firewalld/zones/${FIREWALLD_ZONE}.xml`;

/** What firewalld must say of the zone once it is loaded, in its own words. */
export interface FirewalldZone {
  /** As `--list-ports` names them. */
  readonly ports: readonly string[];
  /** As `--list-rich-rules` names them. */
  readonly richRules: readonly string[];
}

export function firewalldZone(set: RuleSet): FirewalldZone {
  const entries = set.rules.flatMap((rule) => {
    const { everybody, ipv4, ipv6 } = sourcesOf(rule);
    return (everybody ? [undefined] : [...ipv4, ...ipv6]).map((source) => ({ rule, source }));
  });
  const port = (range: PortRange): string => `${portOf(range)}/${range.protocol}`;
  return {
    ports: [...new Set(entries.flatMap(({ rule, source }) => (source === undefined ? [port(rule)] : [])))],
    richRules: [
      ...new Set(
        entries.flatMap(({ rule, source }) =>
          source === undefined
            ? []
            : [
                `rule family="${familyOf(source)}" source address="${source}" port port="${portOf(rule)}" protocol="${rule.protocol}" accept`,
              ],
        ),
      ),
    ],
  };
}

function portOf({ first, last }: PortRange): string {
  return first === last ? String(first) : `${String(first)}-${String(last)}`;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIpv6(address) ? "ipv6" : "ipv4";
}

/** The zone's file. Whoever has no rule gets an ICMP answer that says so, as in firewalld's own zones. */
export function firewalldZoneFile(set: RuleSet): string {
  const lines = set.rules.flatMap((rule) => {
    const { everybody, ipv4, ipv6 } = sourcesOf(rule);
    const port = `<port port="${portOf(rule)}" protocol="${rule.protocol}"/>`;
    return [
      `  <!-- ${ruleComment(rule).replaceAll("--", "- -")} -->`,
      ...(everybody
        ? [`  ${port}`]
        : [...ipv4, ...ipv6].map(
            (source) =>
              `  <rule family="${familyOf(source)}"><source address="${source}"/>${port}<accept/></rule>`,
          )),
    ];
  });
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    "<zone>",
    "  <short>OpenVidu Cluster</short>",
    '  <service name="dhcpv6-client"/>',
    ...lines,
    "</zone>",
  ].join("\n")}\n`;
}

/** A bash script that makes firewalld hold these rules in a zone of its own, the default one; it may be run again. */
export function renderFirewalld(set: RuleSet, outbound: readonly OutboundNeed[]): string {
  return `${[
    "#!/bin/bash",
    ...scriptHeader(set, outbound, [
      `Run as root. It makes the zone ${FIREWALLD_ZONE} the default one; an interface that is bound to another zone stays there.`,
      DOCKER_NOTE,
    ]),
    "set -eu",
    "export LC_ALL=C",
    "mkdir -p /etc/firewalld/zones",
    `cat >${FIREWALLD_ZONE_FILE} <<'ZONE'`,
    firewalldZoneFile(set).trimEnd(),
    "ZONE",
    "if systemctl is-active --quiet firewalld; then",
    "  firewall-cmd --quiet --reload",
    `  firewall-cmd --quiet --set-default-zone=${FIREWALLD_ZONE}`,
    "else",
    // Setting what is set already would be an error here.
    `  [ "$(firewall-offline-cmd --get-default-zone)" = ${FIREWALLD_ZONE} ] ||`,
    `    firewall-offline-cmd --quiet --set-default-zone=${FIREWALLD_ZONE}`,
    "  systemctl --quiet enable --now firewalld",
    "  # systemd takes it for started before the rules are loaded; it answers only then.",
    "  firewall-cmd --quiet --state",
    "fi",
  ].join("\n")}\n`;
}
