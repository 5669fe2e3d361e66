import type { NodeRole } from "../../cluster/cluster";
import type { ManifestSummary } from "../manifests/manifest-summary";
import type { ClusterLive, NodeLive } from "../state/cluster-state";
import type { Translate } from "../translate";
import { nodeEntry } from "./node-entries";
import type { Icon } from "./node-words";
import type { TreeEntry } from "./tree-entry";

const NOT_ASKED: NodeLive = { checking: false };

/**
 * The rows of one manifest: its cluster, the two groups, their nodes and services.
 *
 * @param namesake whether another manifest's cluster has the same name: then the file tells them apart
 */
export function clusterEntry(
  manifest: ManifestSummary,
  live: ClusterLive,
  t: Translate,
  namesake = false,
): TreeEntry {
  const states = manifest.nodes.map(({ name }) => live.nodes.get(name)?.status?.state);
  const summary = [...(namesake ? [manifest.path] : []), clusterSummary(manifest, live, t)].join(" · ");
  return {
    id: manifest.id,
    label: manifest.name,
    description: summary,
    icon: clusterIcon(manifest, live, states),
    context:
      `cluster ${manifest.errors > 0 ? "faulty" : "valid"} ${live.urls.length > 0 ? "urls" : ""}`.trim(),
    open: "expanded",
    spoken: t("Cluster {0}, {1}", manifest.name, summary),
    tooltip: () => clusterTooltip(manifest, t),
    subject: { manifestId: manifest.id },
    children: [
      ...troubleEntries(manifest, live, t),
      groupEntry(manifest, live, "master", t),
      groupEntry(manifest, live, "media", t),
    ],
  };
}

function clusterSummary(manifest: ManifestSummary, live: ClusterLive, t: Translate): string {
  if (live.action === "deploy") return t("deploying…");
  if (live.action !== undefined) return t("busy…");
  if (manifest.errors === 1) return t("1 error in the manifest");
  if (manifest.errors > 1) return t("{0} errors in the manifest", manifest.errors);
  return runningSummary(manifest, live, t) ?? manifest.domain ?? manifest.path;
}

/** "5 of 6 running", or undefined where no node has been asked yet. */
function runningSummary(
  manifest: Pick<ManifestSummary, "nodes">,
  live: ClusterLive,
  t: Translate,
): string | undefined {
  const known = manifest.nodes.filter(({ name }) => live.nodes.get(name)?.status !== undefined);
  if (known.length === 0) return undefined;
  const running = known.filter(({ name }) => live.nodes.get(name)?.status?.state === "running");
  return t("{0} of {1} running", running.length, manifest.nodes.length);
}

function clusterIcon(
  manifest: ManifestSummary,
  live: ClusterLive,
  states: readonly (string | undefined)[],
): Icon {
  if (live.action !== undefined) return { id: "loading~spin" };
  if (manifest.errors > 0) return { id: "server-environment", colour: "list.errorForeground" };
  if (states.length > 0 && states.every((state) => state === "running")) {
    return { id: "server-environment", colour: "testing.iconPassed" };
  }
  const unwell = states.some((state) => state === "degraded" || state === "unreachable");
  return unwell
    ? { id: "server-environment", colour: "list.warningForeground" }
    : { id: "server-environment" };
}

function clusterTooltip(manifest: ManifestSummary, t: Translate): string {
  const rows = [
    [t("Domain"), manifest.domain],
    [t("Release"), manifest.release],
    [t("Manifest"), manifest.path],
  ];
  const lines = rows.flatMap(([what, value]) => (value === undefined ? [] : [`${what ?? ""}: \`${value}\``]));
  return [`**${manifest.name}**`, ...lines].join("\n\n");
}

/** What keeps us from looking at the cluster, as rows with the way out. */
function troubleEntries(manifest: ManifestSummary, live: ClusterLive, t: Translate): TreeEntry[] {
  const subject = { manifestId: manifest.id };
  const entries: TreeEntry[] = [];
  if (manifest.errors > 0) {
    const label = t("Fix the manifest first");
    entries.push({
      id: `${manifest.id}#problems`,
      label,
      icon: { id: "error", colour: "list.errorForeground" },
      context: "problems",
      spoken: label,
      subject,
      command: { id: "openviduCluster.showProblems", title: t("Show Problems"), arguments: [subject] },
      children: [],
    });
  }
  const { error } = live;
  if (error !== undefined) {
    entries.push({
      id: `${manifest.id}#error`,
      label: error.cause,
      description: t("click to try again"),
      icon: { id: "error", colour: "list.errorForeground" },
      context: "error",
      spoken: t("{0} Press Enter to try again.", error.cause),
      tooltip: () => [error.cause, error.suggestion].join("\n\n"),
      subject,
      command: { id: "openviduCluster.refresh", title: t("Try Again"), arguments: [subject] },
      children: [],
    });
  }
  return entries;
}

function groupEntry(manifest: ManifestSummary, live: ClusterLive, role: NodeRole, t: Translate): TreeEntry {
  const nodes = manifest.nodes.filter((node) => node.role === role);
  const label =
    role === "master" ? t("Master nodes ({0})", nodes.length) : t("Media nodes ({0})", nodes.length);
  const summary = runningSummary({ nodes }, live, t);
  return {
    id: `${manifest.id}#${role}`,
    label,
    ...(summary === undefined ? {} : { description: summary }),
    icon: { id: role === "master" ? "server" : "device-camera-video" },
    context: `group ${role}`,
    open: "expanded",
    spoken: summary === undefined ? label : `${label}, ${summary}`,
    subject: { manifestId: manifest.id },
    children: nodes.map((node) => nodeEntry(manifest, node, live.nodes.get(node.name) ?? NOT_ASKED, t)),
  };
}
