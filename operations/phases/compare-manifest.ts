import type { ClusterNode } from "../../cluster/cluster";
import { argumentsOfKey } from "../../cluster/installer/installer-arguments";
import { factsOf, type Deployment } from "../actions/deployment";
import type { ErrorReport } from "../events";
import { differencesOf, type Difference } from "../node/differences";
import { installationOf } from "../node/installation";
import { waitedInVain } from "../node/waited-in-vain";
import { Problems, type ClusterPhase } from "./phase";

/**
 * Tells where the manifest is no longer that of the installed nodes: deploying does not change those. A difference with which
 * the cluster could not get well stops the deployment here, before anything is changed or waited for.
 */
export const compareManifest: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "compare",
  title: "Compare with the manifest",
  changes: false,
  run(deployment, { note }) {
    const differences = differencesOf(deployment.context.cluster, deployment.facts);
    deployment.differs = differences.length > 0;
    const errors: ErrorReport[] = [];
    for (const difference of differences) {
      const why = whyStop(deployment, difference);
      if (why === undefined) note("warning", `${difference.told} ${difference.remedy}`);
      else
        errors.push({
          attempted: "deploy what the manifest says",
          cause: `${difference.told} ${why}`,
          suggestion: difference.remedy,
          code: "differs-from-nodes",
        });
    }
    if (errors.length > 0) return Promise.reject(new Problems(errors));
    return Promise.resolve({ outcome: "done", message: messageFor(deployment) });
  },
};

/** Why the cluster could not get well with the difference, in a sentence; undefined where it could, or where nobody knows. */
function whyStop(deployment: Deployment, difference: Difference): string | undefined {
  const { cluster } = deployment.context;
  if (difference.values.length === 0) return undefined;
  const missing = waitedInVain(cluster, difference);
  if (missing.length > 0) return `With that, the nodes never have ${missing.join(", ")}.`;
  const roles = new Set(
    argumentsOfKey(cluster.release, difference.manifestKey.split(".")).map(({ role }) => role),
  );
  const unlike = withInstallation(deployment, "absent").filter(({ role }) => roles.has(role));
  if (unlike.length === 0) return undefined;
  const names = unlike.map(({ name }) => name).join(", ");
  return `${names} would be installed with what the manifest says, unlike the others.`;
}

function messageFor(deployment: Deployment): string {
  if (deployment.differs) return "Installed nodes are not what the manifest says.";
  const { certificate } = deployment.context.cluster;
  const installed = withInstallation(deployment, "installed").some(({ role }) => role === "master");
  const told = "Nothing that is installed is known to differ";
  return installed && certificate !== undefined && certificate.type !== "owncert"
    ? `${told}; where its certificate comes from, no documented file tells.`
    : `${told}.`;
}

function withInstallation(
  deployment: Deployment,
  installation: ReturnType<typeof installationOf>,
): readonly ClusterNode[] {
  return deployment.context.cluster.nodes.filter(
    (node) => installationOf(factsOf(deployment, node)) === installation,
  );
}
