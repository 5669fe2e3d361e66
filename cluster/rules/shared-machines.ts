import { listWords } from "../nearest-word";
import { machineKeys } from "../machine-keys";
import { formatPorts, overlap, type PortRange } from "../ports/port-range";
import type { Path } from "../source-range";
import type { Neighbour, Surroundings } from "../surroundings";
import { boundPorts } from "./port-conflicts";
import type { DraftNode, Rule } from "./rule";

/** More ports than this help nobody. */
const MOST_PORTS = 5;
/** More places than this nobody looks at. */
const MOST_RELATED = 20;

export const sharedMachines: Rule = {
  id: "shared-machines",
  severity: "warning",
  protectsFrom:
    "Two clusters that are installed on one machine, where each takes the other's ports and files.",
  fix: "Give each cluster machines of its own, or delete the manifest that is no longer used.",
  example: [["publicIp: 203.0.113.16", "publicIp: 203.0.113.99"]],
  checkNodes: (context) => {
    const own = { master: boundPorts(context, "master"), media: boundPorts(context, "media") };
    return function* (node) {
      const [first, ...others] = meetings(node, context.surroundings);
      if (first === undefined) return;
      const { value, at, neighbour } = first;
      const whose = neighbour.cluster === undefined ? "" : ` of the cluster '${neighbour.cluster}'`;
      const more =
        others.length === 0
          ? ""
          : `, and ${others.length === 1 ? "one more node" : `${String(others.length)} more nodes`} of other manifests`;
      yield {
        path: at,
        message: `${value} is also ${neighbour.label}${whose} in ${neighbour.file}${more}. A machine belongs to one cluster${portWords(own[node.role], neighbour.ports)}.`,
        related: [first, ...others].slice(0, MOST_RELATED).map(({ key, at: path, neighbour: other }) => ({
          path,
          message: `Also here, at ${other.label}`,
          elsewhere: () => other.place(key),
        })),
      };
    };
  },
};

interface Meeting {
  readonly key: string;
  readonly value: string;
  /** Where the node says so. */
  readonly at: Path;
  readonly neighbour: Neighbour;
}

/** The nodes of other manifests that are the same machine, each once. */
function meetings(node: DraftNode, surroundings: Surroundings): Meeting[] {
  const met = new Map<string, Meeting>();
  for (const { key, value, path } of machineKeys(node.node, node.sshPort)) {
    for (const neighbour of surroundings.neighbours(key)) {
      const who = `${neighbour.file} ${neighbour.label}`;
      if (!met.has(who) && isOneMachine(node, neighbour, path[0]))
        met.set(who, { key, value, at: [...node.path, ...path], neighbour });
    }
  }
  return [...met.values()];
}

/** Private addresses are there once in each network; other public addresses tell that it is another network. */
function isOneMachine({ node }: DraftNode, { publicIp }: Neighbour, by: string | undefined): boolean {
  if (by !== "privateIp") return true;
  return node.publicIp === undefined || publicIp === undefined || node.publicIp === publicIp;
}

function portWords(own: readonly PortRange[], theirs: readonly PortRange[]): string {
  const both = [
    ...new Set(own.filter((port) => theirs.some((other) => overlap(port, other))).map(formatPorts)),
  ];
  if (both.length === 0) return "";
  const shown =
    both.length > MOST_PORTS
      ? [...both.slice(0, MOST_PORTS), `${String(both.length - MOST_PORTS)} more`]
      : both;
  return `; both would bind ${listWords(shown, "and")}`;
}
