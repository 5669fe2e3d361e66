import { setMaxListeners } from "node:events";
import type { ClusterNode } from "../../cluster/cluster";
import { clusterUrls } from "../../cluster/release/cluster-urls";
import type { ActionContext } from "../action-context";
import type { ClusterStatus, NodeStatus } from "../cluster-status";
import { gatherFacts } from "../node/gather-facts";
import { nodeStatus, unreachableStatus } from "../node/node-status";
import { reportsOf } from "../phases/reports-of";
import { maskKnownSecrets } from "../secrets/mask-known-secrets";
import { redactReport } from "../secrets/redact-event";
import { Redactor } from "../secrets/redactor";
import { nodeShell } from "../ssh/node-shell";
import type { SshRootShell } from "../ssh/ssh-root-shell";
import { USUAL_TIMING } from "../timing";

/**
 * Asks all nodes at once what they are. A node that does not answer is `unreachable` and holds up no other.
 *
 * @param onNode told of each node as it answers
 * @throws the signal's reason when it is aborted
 */
export async function status(
  context: ActionContext,
  onNode: (status: NodeStatus) => void = () => undefined,
): Promise<ClusterStatus> {
  const { cluster } = context;
  // Every node listens for the cancellation; Node takes more than ten for a leak.
  setMaxListeners(0, context.signal);
  const redactor = new Redactor();
  const nodes = await Promise.all(
    cluster.nodes.map(async (node) => {
      const found = await askNode(node, context, redactor);
      onNode(found);
      return found;
    }),
  );
  return {
    cluster: cluster.name,
    domain: cluster.domain,
    release: cluster.releaseName,
    nodes,
    urls: clusterUrls(cluster),
  };
}

async function askNode(node: ClusterNode, context: ActionContext, redactor: Redactor): Promise<NodeStatus> {
  const { cluster, signal } = context;
  let shell: SshRootShell | undefined;
  try {
    const { connect } = { ...USUAL_TIMING, ...context.timing };
    shell = await nodeShell(node, context, redactor, connect);
    return nodeStatus(cluster, node, await gatherFacts(cluster, node, shell, { signal }));
  } catch (error) {
    signal.throwIfAborted();
    const [report] = reportsOf(error, "Ask the node");
    if (report === undefined) throw error;
    // Secrets are looked up only where something of the node's output is shown.
    if (report.output !== undefined) await maskKnownSecrets(cluster, context, redactor);
    return unreachableStatus(node, redactReport({ node: node.name, ...report }, redactor));
  } finally {
    shell?.close();
  }
}
