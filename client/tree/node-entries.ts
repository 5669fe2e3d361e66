import type { ServiceStatus } from "../../operations/cluster-status";
import type { ManifestSummary, NodeSummary } from "../manifests/manifest-summary";
import type { NodeLive } from "../state/cluster-state";
import type { Translate } from "../translate";
import { nodeLooks, serviceLooks } from "./node-words";
import type { TreeEntry, TreeSubject } from "./tree-entry";

/** The rows of one node: itself, what is wrong with it, its services. */
export function nodeEntry(
  manifest: ManifestSummary,
  node: NodeSummary,
  live: NodeLive,
  t: Translate,
): TreeEntry {
  const id = `${manifest.id}#node/${node.name}`;
  const subject: TreeSubject = { manifestId: manifest.id, node: node.name };
  const looks = nodeLooks(live, t);
  const children = [
    ...troubleEntry(id, subject, live, t),
    ...(live.status?.services ?? []).map((service) => serviceEntry(id, subject, service, t)),
  ];
  return {
    id,
    label: node.name,
    description: looks.text,
    icon: looks.icon,
    context: `node ${node.role} ${looks.word}`,
    ...(children.length === 0 ? {} : { open: "collapsed" as const }),
    spoken: t(
      "{0} {1}, {2}",
      node.role === "master" ? t("Master node") : t("Media node"),
      node.name,
      looks.text,
    ),
    tooltip: () => nodeTooltip(node, live, looks.text, t),
    command: { id: "openviduCluster.openManifest", title: t("Open Manifest"), arguments: [subject] },
    subject,
    children,
  };
}

/** What went wrong on a node and what to do, as a row that does it where that is possible, and else tries again. */
function troubleEntry(nodeId: string, subject: TreeSubject, live: NodeLive, t: Translate): TreeEntry[] {
  const error = live.failure ?? live.status?.error;
  if (error === undefined || live.step !== undefined) return [];
  const unknownKey = error.code === "host-key-unknown" && error.fingerprint !== undefined;
  return [
    {
      id: `${nodeId}#error`,
      label: unknownKey ? t("Pin the host key…") : error.suggestion,
      icon: { id: "lightbulb", colour: "list.warningForeground" },
      context: "error",
      spoken: `${error.cause} ${error.suggestion}`,
      tooltip: () => [error.cause, error.suggestion].join("\n\n"),
      subject,
      command: unknownKey
        ? { id: "openviduCluster.pinHostKeys", title: t("Pin Host Key"), arguments: [subject] }
        : { id: "openviduCluster.refresh", title: t("Try Again"), arguments: [subject] },
      children: [],
    },
  ];
}

function serviceEntry(nodeId: string, subject: TreeSubject, service: ServiceStatus, t: Translate): TreeEntry {
  const looks = serviceLooks(service, t);
  const { startedAt } = service;
  return {
    id: `${nodeId}/service/${service.name}`,
    label: service.name,
    description: looks.text,
    icon: looks.icon,
    context: `service ${looks.word}`,
    spoken: t("Service {0}, {1}", service.name, looks.text),
    ...(startedAt === undefined
      ? {}
      : { tooltip: () => `**${service.name}**\n\n${t("Started")}: ${startedAt}` }),
    subject,
    children: [],
  };
}

function nodeTooltip(node: NodeSummary, live: NodeLive, state: string, t: Translate): string {
  const missing = live.status?.missingPorts ?? [];
  const rows = [
    [t("State"), state],
    [t("Private address"), node.privateIp],
    [t("Public address"), node.publicIp],
    [t("Installed release"), live.status?.release],
    [t("Nothing listens on"), missing.length === 0 ? undefined : missing.join(", ")],
  ];
  const lines = rows.flatMap(([what, value]) => (value === undefined ? [] : [`${what ?? ""}: ${value}`]));
  const error = live.failure ?? live.status?.error;
  const trouble = error === undefined ? [] : [error.cause, error.suggestion];
  return [`**${node.name}**`, ...lines, ...trouble].join("\n\n");
}
