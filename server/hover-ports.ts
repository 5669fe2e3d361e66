import type { NodeRole } from "../cluster/cluster";
import { isNodeList } from "../cluster/language/node-lists";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import { childOf, type ValueNode } from "../cluster/manifest/value-node";
import { boundPortsOf } from "../cluster/ports/bound-ports";
import { formatPorts, parsePorts } from "../cluster/ports/port-range";
import { featuresOf } from "../cluster/release/features";
import type { Path } from "../cluster/source-range";
import { code } from "./markdown";

const USUAL_SSH_PORT = 22;

/** What listens on a node, for the hover over its name; undefined elsewhere. */
export function nodePortsText(
  document: ManifestDocument,
  check: ManifestCheck,
  path: Path,
): string | undefined {
  const [list, index, key] = path;
  if (path.length !== 3 || !isNodeList(list) || key !== "name" || typeof index !== "number") return undefined;
  const { release, draft } = check;
  if (release === undefined) return undefined;
  const role: NodeRole = list === "masterNodes" ? "master" : "media";
  const bound = boundPortsOf(release, role, featuresOf(draft, release));
  const rows = (["tcp", "udp"] as const).flatMap((protocol) =>
    bound
      .filter((port) => port.protocol === protocol)
      .sort((one, other) => one.first - other.first)
      .map((port) => {
        const doubt = port.unverified === undefined ? "" : " *(not confirmed by a public source)*";
        const use = port.onDemand ? " *(while it is used)*" : "";
        return row(formatPorts(port), port.service, `${port.purpose}${use}${doubt}`);
      }),
  );
  const own = [
    sshRow(document, list, index),
    ...otherRows(document.nodeAtPath([list, index, "otherServices"])),
  ];
  const head = `**What listens on this ${role} node** (${release.version}, ${rows.length} rows of ports)`;
  return [head, "", "| Port | Service | Purpose |", "|---|---|---|", ...rows, ...own].join("\n");
}

function sshRow(document: ManifestDocument, list: string, index: number): string {
  const port = [document.nodeAtPath([list, index, "ssh", "port"]), document.nodeAtPath(["ssh", "port"])].find(
    (node) => node?.kind === "scalar" && node.value !== null,
  );
  const written = port?.kind === "scalar" ? String(port.value) : undefined;
  return row(
    `${written ?? USUAL_SSH_PORT}/tcp`,
    "ssh",
    written === undefined ? "The usual port; `~/.ssh/config` may name another" : "As the manifest says",
  );
}

function otherRows(services: ValueNode | undefined): string[] {
  if (services?.kind !== "sequence") return [];
  return services.items.flatMap((service) => {
    const text = (key: string): string | undefined => {
      const node = childOf(service, key);
      return node?.kind === "scalar" && node.value !== null ? String(node.value) : undefined;
    };
    const ports = parsePorts(text("port") ?? "", text("protocol") === "udp" ? "udp" : "tcp");
    return ports === undefined ? [] : [row(formatPorts(ports), text("name") ?? "", "`otherServices`")];
  });
}

/** A table's row; the manifest's own words cannot end a cell. */
function row(ports: string, service: string, purpose: string): string {
  return `| ${code(ports)} | ${code(service.replaceAll("|", "/"))} | ${purpose} |`;
}
