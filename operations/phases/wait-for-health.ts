import { factsOf, type Deployment } from "../actions/deployment";
import { OperationError } from "../operation-error";
import { lacksOf } from "../node/wellness";
import type { NodePhase } from "./phase";
import { waitUntil } from "./wait-until";

/** Waits until every master answers the release's health check, which none does before all masters are started. */
export const waitForHealth: NodePhase<Deployment> = {
  kind: "nodes",
  id: "health",
  title: "Wait for health",
  changes: false,
  working: () => "Waiting for health",
  nothing: "All masters were well.",
  cancelled: "No longer waited for; the node goes on starting.",
  nodes: (deployment) => {
    const { masters } = deployment.context.cluster;
    const well = masters.every(
      (node) => !deployment.started.has(node.name) && factsOf(deployment, node).healthStatus === 200,
    );
    return well ? [] : masters;
  },
  async run(deployment, step) {
    const { cluster } = deployment.context;
    const { url, unverified } = cluster.release.health;
    const { health: patience } = deployment.timing;
    const missing = await waitUntil(
      deployment,
      step,
      ({ healthStatus = 0 }) =>
        healthStatus === 200
          ? []
          : [`the health check answers ${healthStatus === 0 ? "nothing" : String(healthStatus)}`],
      patience,
    );
    if (missing === undefined) return { outcome: "done", message: "Healthy." };
    if (unverified !== undefined) {
      step.note("warning", `The health check does not answer. ${unverified} The containers decide.`);
      return { outcome: "unchanged", message: "The health check does not answer." };
    }
    const { containers, ports } = lacksOf(cluster, step.node.role, missing.last, deployment.timing);
    const lacks = [
      ...(containers.length === 0 ? [] : [`Not running: ${containers.join(", ")}.`]),
      ...(ports.length === 0 ? [] : [`Nothing listens on ${ports.join(", ")}.`]),
    ];
    throw new OperationError({
      attempted: "wait for the masters to be healthy",
      cause: [`${url} did not answer 200 within ${String(Math.round(patience / 1000))} s.`, ...lacks].join(
        " ",
      ),
      suggestion: `Look at the containers' logs in ${cluster.release.files.directory} (docker compose logs), and whether the masters reach each other on their ports. Then deploy again.`,
      code: "not-healthy",
    });
  },
};
