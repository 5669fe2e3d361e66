import type { Cluster } from "../cluster";
import { renderInstallDocument } from "./install-document";
import type { InstallSection } from "./install-sections";
import { literalSecrets } from "./literal-secrets";
import { neededValues } from "./needed-values";
import { ROLE_SCRIPTS } from "./role-script";

/** The README beside the scripts: what to do in which order, then the wizard's four sections, secrets masked. */
export function installReadme(
  cluster: Cluster,
  sections: readonly InstallSection[],
  holdsSecrets: boolean,
): string {
  const nodes = (list: Cluster["nodes"]): string => list.map(({ name }) => name).join(", ");
  const named = sections.some((section) => section.kind === "commands" && section.perNode.length > 0);
  const files = neededValues(cluster).flatMap(({ file }) => file ?? []);
  const literal = literalSecrets(cluster).length > 0;
  const secrets =
    holdsSecrets || literal
      ? "The scripts hold the cluster's secrets: keep them to yourself, and remove them from the nodes afterwards."
      : "The scripts hold no secrets: they take them from environment variables (OVCLUSTER_SECRET_…) or ask for them. Give every node the same values.";
  return [
    `# OpenVidu ${cluster.releaseName} by hand: ${cluster.name}`,
    "",
    secrets,
    "While OpenVidu's own installer runs, it has them as arguments: users of that machine can see them.",
    "",
    "1. Open the ports of sections 1 and 3 below.",
    `2. Copy \`${ROLE_SCRIPTS.master}\` to ${nodes(cluster.masters)} and run it there as root.`,
    `3. Copy \`${ROLE_SCRIPTS.media}\` to ${nodes(cluster.media)} and run it there as root${named ? `, with the node's name: \`./${ROLE_SCRIPTS.media} ${cluster.media[0]?.name ?? "NODE"}\`` : ""}.`,
    "4. Run `systemctl start openvidu` on the four master nodes, together; then, when they are well, on the media nodes.",
    ...(files.length > 0
      ? ["", `The master's script reads these files, relative to its own folder: ${files.join(", ")}.`]
      : []),
    "",
    renderInstallDocument(sections),
  ].join("\n");
}
