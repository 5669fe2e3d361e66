import { shellOf, type Deployment } from "../actions/deployment";
import { OperationError } from "../operation-error";
import type { NodeLook } from "../node/node-facts";
import { containerLog } from "../node/openvidu-unit";
import { lacksOf } from "../node/wellness";
import type { NodePhase, Step } from "./phase";
import { waitUntil } from "./wait-until";

/** Proves that every expected container runs, goes on running, and that the release's ports are listened on. */
export const verify: NodePhase<Deployment> = {
  kind: "nodes",
  id: "verify",
  title: "Verify",
  changes: false,
  working: () => "Verifying",
  nothing: "There are no nodes.",
  cancelled: "Cancelled.",
  nodes: ({ context }) => context.cluster.nodes,
  async run(deployment, step) {
    const missing = await waitUntil(
      deployment,
      step,
      (look) => lacking(deployment, step, look),
      deployment.timing.verify,
    );
    if (missing === undefined)
      return { outcome: "done", message: "All containers run and all ports are listened on." };
    throw await notWell(deployment, step, missing.last);
  },
};

function lacking(deployment: Deployment, step: Step, look: NodeLook): string[] {
  const { containers, unsettled, ports } = lacksOf(
    deployment.context.cluster,
    step.node.role,
    look,
    deployment.timing,
  );
  return [
    ...(containers.length === 0 ? [] : [`not running: ${containers.join(", ")}`]),
    ...(unsettled.length === 0 ? [] : [`${String(unsettled.length)} just started`]),
    ...(ports.length === 0 ? [] : [`nothing listens on ${ports.join(", ")}`]),
  ];
}

async function notWell(deployment: Deployment, step: Step, last: NodeLook): Promise<OperationError> {
  const { cluster } = deployment.context;
  const { containers, unsettled, ports } = lacksOf(cluster, step.node.role, last, deployment.timing);
  const restarts = new Map(last.containers.map((container) => [container.name, container.restarts]));
  const looping = [...containers, ...unsettled].filter((name) => (restarts.get(name) ?? 0) > 0);
  const down = containers.filter((name) => !looping.includes(name));
  const worst = looping[0] ?? down[0];
  const output = worst === undefined ? [] : await containerLog(shellOf(deployment, step.node), worst, step);
  const told = looping.map((name) => `${name} (${String(restarts.get(name) ?? 0)} restarts)`);
  const cause = [
    ...(told.length === 0 ? [] : [`Containers restart again and again: ${told.join(", ")}.`]),
    ...(down.length === 0 ? [] : [`Containers do not run: ${down.join(", ")}.`]),
    ...(ports.length === 0 ? [] : [`Nothing listens on ${ports.join(", ")}.`]),
  ].join(" ");
  return new OperationError({
    attempted: "verify that OpenVidu is well",
    cause: cause === "" ? "Containers have not run for long enough yet." : cause,
    suggestion: `Look at the logs on the node: docker logs ${worst ?? "NAME"}. Then deploy again.`,
    code: looping.length > 0 ? "restart-loop" : "not-well",
    output: output.map((line) => deployment.redactor.redact(line)),
  });
}
