import type { Cluster, ClusterNode, SshSettings } from "../../cluster/cluster";
import type { UserSshConfig } from "./user-ssh-config";

/** The port that a connection to the machine goes to: the manifest's, else that of the user's ssh configuration. */
export function sshPortOf({ host, port }: Pick<SshSettings, "host" | "port">, config: UserSshConfig): number {
  return port ?? config(host).port ?? SSH_PORT;
}

const SSH_PORT = 22;

/** The cluster with every node's ssh port filled in as a connection takes it, so that a firewall made of it leaves that port open. */
export function withSshPorts(cluster: Cluster, config: UserSshConfig): Cluster {
  const filled = (nodes: readonly ClusterNode[]): ClusterNode[] =>
    nodes.map((node) => ({ ...node, ssh: { ...node.ssh, port: sshPortOf(node.ssh, config) } }));
  const [masters, media] = [filled(cluster.masters), filled(cluster.media)];
  return { ...cluster, masters, media, nodes: [...masters, ...media] };
}
