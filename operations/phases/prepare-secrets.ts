import { factsOf, type Deployment } from "../actions/deployment";
import { installationOf } from "../node/installation";
import { installationValues } from "../secrets/installation-values";
import { nodesToInstall } from "./install";
import { Problems, type ClusterPhase } from "./phase";

/** Looks up what the installers need and generates what is missing. It is kept before anything is installed: a password that is lost after that is lost for good. */
export const prepareSecrets: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "secrets",
  title: "Prepare secrets",
  changes: true,
  async run(deployment) {
    if (nodesToInstall(deployment).length === 0)
      return { outcome: "unchanged", message: "Nothing is to be installed." };
    const { context, redactor } = deployment;
    const touched = context.cluster.nodes.filter(
      (node) => installationOf(factsOf(deployment, node)) !== "absent",
    );
    const { values, secret, fresh, errors } = await installationValues(
      context.cluster,
      touched.map(({ name }) => name),
      context,
    );
    for (const [key, value] of values) if (secret.has(key)) redactor.add(value.reveal());
    if (errors.length > 0) throw new Problems(errors);
    deployment.values = new Map([...values].map(([key, value]) => [key, value.reveal()]));
    if (fresh.size === 0) return { outcome: "unchanged", message: "All secrets are there." };
    await context.secrets.set(fresh);
    return {
      outcome: "done",
      message: `${String(fresh.size)} generated and kept in ${context.secrets.keptIn}.`,
    };
  },
};
