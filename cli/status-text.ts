import Table from "cli-table3";
import type { ClusterStatus, NodeState, NodeStatus } from "../operations/cluster-status";
import type { Colours } from "./colours";

const STATE_WORDS: Readonly<Record<NodeState, string>> = {
  unreachable: "unreachable",
  "not-installed": "not installed",
  installing: "installing",
  stopped: "stopped",
  starting: "starting",
  running: "running",
  degraded: "degraded",
};

/** The cluster's state as a table, with what is wrong below it. */
export function statusText(status: ClusterStatus, colours: Colours): string {
  const table = new Table({
    head: ["Node", "Role", "Address", "State", "Release", "Services", "Restarts"],
    style: { head: [], border: [], compact: true },
    chars: PLAIN_RULES,
  });
  for (const node of status.nodes) table.push(row(node, colours));
  const reasons = status.nodes.flatMap((node) =>
    node.reason === undefined ? [] : [`${node.name}: ${node.reason}`],
  );
  return [
    colours.bold(`${status.cluster}: OpenVidu ${status.release} at ${status.domain}`),
    table.toString(),
    ...(reasons.length === 0 ? [] : ["", ...reasons]),
  ].join("\n");
}

/** Where the services are; what no public source confirms is marked, and told below. */
export function urlsText({ urls }: Pick<ClusterStatus, "urls">): string {
  const width = Math.max(0, ...urls.map((url) => url.name.length));
  const lines = urls.map(
    ({ name, url, unverified }) => `${name.padEnd(width)}  ${url}${unverified === undefined ? "" : " *"}`,
  );
  const doubts = new Set(urls.flatMap(({ unverified }) => unverified ?? []));
  return [...lines, ...[...doubts].map((doubt) => `* Unverified: ${doubt}`)].join("\n");
}

export const PLAIN_RULES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};

function row(node: NodeStatus, colours: Colours): string[] {
  const healthy = node.services.filter((service) => service.healthy).length;
  const restarts = node.services.reduce((sum, service) => sum + service.restarts, 0);
  const none = node.services.length === 0;
  return [
    node.name,
    node.role,
    node.publicIp ?? node.privateIp,
    paintState(node.state, colours),
    node.release ?? "-",
    none ? "-" : `${String(healthy)}/${String(node.services.length)}`,
    none ? "-" : String(restarts),
  ];
}

function paintState(state: NodeState, colours: Colours): string {
  const word = STATE_WORDS[state];
  if (state === "running") return colours.green(word);
  return state === "unreachable" || state === "degraded" ? colours.red(word) : colours.yellow(word);
}
