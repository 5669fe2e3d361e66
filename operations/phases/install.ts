import type { ClusterNode } from "../../cluster/cluster";
import { installScript } from "../../cluster/installer/install-script";
import { factsOf, shellOf, type Deployment } from "../actions/deployment";
import { OperationError } from "../operation-error";
import { followJob } from "../node/follow-job";
import { concludeJobScript, startJob } from "../node/install-job";
import { installError } from "../node/install-result";
import { installationOf } from "../node/installation";
import { lineSplitter } from "./line-splitter";
import type { NodePhase } from "./phase";

/** The nodes without OpenVidu, and those whose installation goes on or has an end that nobody has read. */
export function nodesToInstall(deployment: Deployment): readonly ClusterNode[] {
  const open = new Set(["absent", "running", "unread"]);
  return deployment.context.cluster.nodes.filter((node) =>
    open.has(installationOf(factsOf(deployment, node))),
  );
}

/** Installs masters and media nodes at once, each as a job of the node's own that outlives this program. */
export const install: NodePhase<Deployment> = {
  kind: "nodes",
  id: "install",
  title: "Install",
  changes: true,
  working: ({ context }) => `Installing OpenVidu ${context.cluster.releaseName}`,
  nothing: "OpenVidu is installed on all nodes.",
  cancelled: "No longer followed; the installation goes on on the node. Deploy again to see how it ends.",
  nodes: nodesToInstall,
  async run(deployment, step) {
    const { context, redactor, values, timing } = deployment;
    const { cluster, runtime } = context;
    const { node, signal } = step;
    const shell = shellOf(deployment, node);
    if (installationOf(factsOf(deployment, node)) === "absent") {
      await startJob(shell, installScript(cluster, node, values));
    } else step.progress("An installation was found and is followed.");

    const output: string[] = [];
    const text = redactor.stream();
    const split = lineSplitter((line) => {
      output.push(line);
      step.output(line);
    });
    const status = await followJob(shell, {
      runtime,
      signal,
      patience: timing.reconnect,
      onOutput: (chunk) => {
        split.push(text.push(chunk));
      },
      onReconnect: () => {
        step.progress("The connection was lost; the installation goes on. Connecting again.");
      },
    });
    split.push(text.end());
    split.end();

    const error = installError(cluster, node, status, output.join("\n"));
    await shell.run(concludeJobScript(error === undefined ? "succeeded" : "failed"), { timeout: 30_000 });
    if (error !== undefined) throw new OperationError(error);
    deployment.installed.add(node.name);
    return { outcome: "done", message: `OpenVidu ${cluster.releaseName} is installed.` };
  },
};
