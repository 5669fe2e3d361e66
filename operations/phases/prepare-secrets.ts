import { factsOf, shellOf, type Deployment } from "../actions/deployment";
import { installationOf } from "../node/installation";
import { installationValues, type InstallationValues } from "../secrets/installation-values";
import { lackingIn, lacksSecrets, readFromMasters, undocumentedText } from "../secrets/read-from-masters";
import { nodesToInstall } from "./install";
import { Problems, type ClusterPhase, type StepResult, type Telling } from "./phase";

/**
 * Looks up what the installers need, gets from a running cluster or a person what is lacking, and generates the rest.
 * It is kept before anything is installed: a password that is lost after that is lost for good.
 */
export const prepareSecrets: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "secrets",
  title: "Prepare secrets",
  changes: true,
  async run(deployment, telling) {
    const adopted = await adopt(deployment, telling);
    const { context, redactor } = deployment;
    const told =
      adopted === 0
        ? undefined
        : `${String(adopted)} read from the cluster and kept in ${context.secrets.keptIn}.`;
    if (nodesToInstall(deployment).length === 0)
      return { outcome: "unchanged", message: told ?? "Nothing is to be installed." };
    const { values, secret, fresh, errors } = await valuesFor(deployment, telling);
    for (const [key, value] of values) if (secret.has(key)) redactor.add(value.reveal());
    if (errors.length > 0) throw new Problems(errors);
    deployment.values = new Map([...values].map(([key, value]) => [key, value.reveal()]));
    if (fresh.size === 0) return unchanged(told ?? "All secrets are there.");
    await context.secrets.set(fresh);
    return {
      outcome: "done",
      message: `${String(fresh.size)} generated and kept in ${context.secrets.keptIn}.`,
    };
  },
};

/** What the installers need. Where nothing else is wrong, a person is asked for what is lacking. */
async function valuesFor(deployment: Deployment, { signal }: Telling): Promise<InstallationValues> {
  const { context } = deployment;
  const touched = context.cluster.nodes.filter(
    (node) => installationOf(factsOf(deployment, node)) !== "absent",
  );
  const names = touched.map(({ name }) => name);
  const found = await installationValues(context.cluster, names, context);
  const { missing, errors } = found;
  if (context.askFor === undefined || missing.length === 0 || missing.length < errors.length) return found;
  await context.askFor(missing);
  signal.throwIfAborted();
  return installationValues(context.cluster, names, context);
}

/** Gets what is lacking here from the masters of a cluster that is there already, after asking. Answers how many were kept. */
async function adopt(deployment: Deployment, { signal, note }: Telling): Promise<number> {
  const { context, redactor } = deployment;
  const { cluster, secrets } = context;
  const masters = cluster.masters.filter((node) => installationOf(factsOf(deployment, node)) === "installed");
  if (masters.length === 0) return 0;
  const lacking = await lackingIn(secrets, cluster);
  if (!lacksSecrets(lacking.adoptable)) return 0;
  const names = lacking.adoptable.filter(({ usual }) => usual === undefined).map(({ name }) => name);
  const { keptIn } = secrets;
  const offer = { names, masters: masters.map(({ name }) => name), keptIn };
  if ((await context.mayAdopt?.(offer)) !== true) {
    note(
      "info",
      `Secrets of this cluster that are not in ${keptIn}: ${names.join(", ")}. Deploy with --adopt-secrets, or Manage Secrets in VS Code, reads them from a master node.`,
    );
    return 0;
  }
  const found = await readFromMasters(
    masters.map((node) => ({ name: node.name, shell: shellOf(deployment, node) })),
    lacking.adoptable,
    signal,
  );
  for (const value of found.values()) redactor.add(value.reveal());
  await secrets.set(found);
  const absent = names.filter((name) => !found.has(name));
  if (absent.length > 0) note("warning", `No master node tells ${absent.join(", ")}.`);
  if (lacking.undocumented.length > 0) note("info", undocumentedText(cluster, lacking.undocumented));
  return found.size;
}

function unchanged(message: string): StepResult {
  return { outcome: "unchanged", message };
}
