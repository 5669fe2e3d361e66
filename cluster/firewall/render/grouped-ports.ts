import type { PortRange, Protocol } from "../../ports/port-range";
import { sourcesOf } from "../rule-words";
import type { RuleSet } from "../firewall-rules";

/** All that one source may reach by one protocol. */
export interface GroupedPorts {
  readonly protocol: Protocol;
  /** Undefined: everybody. */
  readonly source: string | undefined;
  /** In rising order, each once. */
  readonly ports: readonly Pick<PortRange, "first" | "last">[];
}

/** A rule set turned round: for each source the ports, everybody's first, in the order in which the rules name them. */
export function groupedPorts(set: RuleSet): GroupedPorts[] {
  const groups = new Map<string, { protocol: Protocol; source: string | undefined; ports: PortRange[] }>();
  for (const rule of set.rules) {
    const { everybody, ipv4, ipv6 } = sourcesOf(rule);
    for (const source of everybody ? [undefined] : [...ipv4, ...ipv6]) {
      const key = `${source ?? ""} ${rule.protocol}`;
      const group = groups.get(key) ?? { protocol: rule.protocol, source, ports: [] };
      if (!group.ports.some(({ first, last }) => first === rule.first && last === rule.last))
        group.ports.push(rule);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...group, ports: group.ports.sort((a, b) => a.first - b.first || a.last - b.last) }))
    .sort((one, other) => Number(one.source !== undefined) - Number(other.source !== undefined));
}
