import type { PortRange } from "../../ports/port-range";
import type { RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { DOCKER_NOTE, scriptHeader } from "../rule-words";
import { groupedPorts } from "./grouped-ports";
import { ruleComments } from "./rule-comments";

/** Marks the rules that are ours, so that those of the user stay and those of ours that are no longer wanted go. */
export const UFW_MARK = "openvidu-cluster";

/** The kernel's multiport match takes so many ports; a range counts as two. */
const MOST_PORTS = 15;

/** The rules in the words of `ufw show added`, which are also the commands that add them. */
export function ufwRules(set: RuleSet): string[] {
  const rules = groupedPorts(set).flatMap(({ protocol, source, ports }) =>
    inChunks(ports).map((chunk) => {
      const list = chunk.map(written).join(",");
      return source === undefined
        ? `ufw allow ${list}/${protocol} comment '${UFW_MARK}'`
        : `ufw allow from ${source} to any port ${list} proto ${protocol} comment '${UFW_MARK}'`;
    }),
  );
  return [...new Set(rules)];
}

type Ports = Pick<PortRange, "first" | "last">;

function written({ first, last }: Ports): string {
  return first === last ? String(first) : `${String(first)}:${String(last)}`;
}

function inChunks(ports: readonly Ports[]): Ports[][] {
  const chunks: Ports[][] = [];
  let room = 0;
  for (const range of ports) {
    const size = range.first === range.last ? 1 : 2;
    if (size > room) {
      chunks.push([]);
      room = MOST_PORTS;
    }
    chunks.at(-1)?.push(range);
    room -= size;
  }
  return chunks;
}

/** A bash script that makes ufw hold these rules: it adds what is missing, removes what is ours and no longer wanted, and may be run again. */
export function renderUfw(set: RuleSet, outbound: readonly OutboundNeed[]): string {
  return `${[
    "#!/bin/bash",
    ...scriptHeader(set, outbound, [
      "Run as root. Rules that are there stay, unless they are of an earlier run of this script.",
      DOCKER_NOTE,
    ]),
    "#",
    ...ruleComments(set),
    "set -eu",
    "export LC_ALL=C",
    "rules() {",
    "  cat <<'RULES'",
    ...ufwRules(set),
    "RULES",
    "}",
    "ufw default deny incoming >/dev/null",
    ...ufwRules(set).map((rule) => `${rule} >/dev/null`),
    "# What an earlier run has added and is no longer wanted.",
    "set -f",
    `ufw show added | grep -F "comment '${UFW_MARK}'" | while IFS= read -r rule; do`,
    `  rules | grep -qxF -- "$rule" || ufw delete $(printf '%s' "\${rule#ufw }" | sed "s/ comment '.*//") >/dev/null`,
    "done",
    "ufw --force enable >/dev/null",
  ].join("\n")}\n`;
}
