import type { Cluster } from "../../cluster/cluster";

/** How to remove what an installation has left, as the official documents do it, in one sentence. */
export function cleanUp(cluster: Cluster): string {
  const { directory, unit } = cluster.release.files;
  return `If ${directory} is there, remove the installation (it deletes all data of this node): systemctl stop ${unit}; rm -rf ${directory}/ /etc/systemd/system/${unit}.service /etc/sysctl.d/50-${unit}.conf; systemctl daemon-reload. Then deploy again.`;
}
