import type { Deployment } from "../actions/deployment";
import { differencesOf } from "../node/differences";
import type { ClusterPhase } from "./phase";

/** Tells where the manifest is no longer that of the installed nodes: deploying does not change those. */
export const compareManifest: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "compare",
  title: "Compare with the manifest",
  changes: false,
  run(deployment, { note }) {
    const differences = differencesOf(deployment.context.cluster, deployment.facts);
    for (const difference of differences) note("warning", difference);
    deployment.differs = differences.length > 0;
    return Promise.resolve({
      outcome: "done",
      message: deployment.differs
        ? "Installed nodes are not what the manifest says."
        : "Nothing that is installed is known to differ.",
    });
  },
};
