import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import { applies } from "../release/condition";
import { parsePorts } from "./port-range";

/** How many ports a node of a role listens on for others; a range counts as many as it has. */
export function countOpenPorts(release: ReleaseFacts, role: NodeRole, features: Features): number {
  const open = new Set<string>();
  for (const { role: of, from, when, ports, protocol } of release.ports) {
    if (of !== role || from.length === 0 || !applies(when, features)) continue;
    const range = parsePorts(ports, protocol);
    if (range === undefined) continue;
    for (let port = range.first; port <= range.last; port += 1) open.add(`${protocol} ${port}`);
  }
  return open.size;
}
