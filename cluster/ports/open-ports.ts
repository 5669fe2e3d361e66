import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import { applies } from "../release/condition";
import { parsePorts, type PortRange } from "./port-range";

/** How many ports a node of a role has open for other machines; a range counts as many as it has. */
export function countOpenPorts(release: ReleaseFacts, role: NodeRole, features: Features): number {
  const open = release.ports
    .filter((fact) => fact.role === role && fact.from.length > 0 && applies(fact.when, features))
    .flatMap(({ ports, protocol }) => parsePorts(ports, protocol) ?? []);
  return (
    countOf(open.filter(({ protocol }) => protocol === "tcp")) +
    countOf(open.filter(({ protocol }) => protocol === "udp"))
  );
}

/** The ports of ranges that may have some in common. */
function countOf(ranges: readonly PortRange[]): number {
  let [count, counted] = [0, 0];
  for (const { first, last } of [...ranges].sort((one, other) => one.first - other.first)) {
    count += Math.max(0, last - Math.max(counted, first - 1));
    counted = Math.max(counted, last);
  }
  return count;
}
