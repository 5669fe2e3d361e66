import type { Cluster, NodeRole } from "../cluster";

/** Where the role's installation script is, at the manifest's release and mirror. */
export function installerUrl(cluster: Cluster, role: NodeRole): string {
  const base = cluster.installer.baseUrl.replace(/\/+$/, "");
  return `${base}/pro/ha/${cluster.releaseName}/install_ov_${role}_node.sh`;
}
