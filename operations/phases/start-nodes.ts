import type { NodeRole } from "../../cluster/cluster";
import { needsStart, shellOf, type Deployment } from "../actions/deployment";
import { startOpenVidu } from "../node/openvidu-unit";
import type { NodePhase } from "./phase";

/** Starts the masters together: none of them is ready before all are started. */
export const startMasters = startPhase("master", "start-masters", "Start masters");

/** Starts the media nodes, which register themselves with the masters. */
export const startMedia = startPhase("media", "start-media", "Start media nodes");

function startPhase(role: NodeRole, id: string, title: string): NodePhase<Deployment> {
  return {
    kind: "nodes",
    id,
    title,
    changes: true,
    working: () => "Starting OpenVidu",
    nothing: "All are started.",
    cancelled: "Cancelled; the node may go on starting.",
    nodes: (deployment) =>
      deployment.context.cluster.nodes.filter((node) => node.role === role && needsStart(deployment, node)),
    async run(deployment, { node, signal }) {
      await startOpenVidu(deployment.context.cluster, shellOf(deployment, node), { signal });
      deployment.started.add(node.name);
      return { outcome: "done", message: "Started." };
    },
  };
}
