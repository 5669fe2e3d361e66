import type { ActionContext } from "../action-context";
import { gatherFacts } from "../node/gather-facts";
import { installationOf } from "../node/installation";
import { OperationError } from "../operation-error";
import { lackingIn, readFromMasters, type InstalledMaster } from "../secrets/read-from-masters";
import { Redactor } from "../secrets/redactor";
import { nodeShell } from "../ssh/node-shell";
import type { SshRootShell } from "../ssh/ssh-root-shell";
import { USUAL_TIMING } from "../timing";

/** Names of secrets that were lacking here. */
export interface Adopted {
  /** Read from the masters, and kept. */
  readonly read: readonly string[];
  /** Still lacking: the masters do not have them. */
  readonly notThere: readonly string[];
  /** Still lacking: no public source tells where a master keeps them. */
  readonly undocumented: readonly string[];
}

/**
 * Gets the secrets that the store lacks from the installed masters and keeps them. Changes nothing on any node.
 *
 * @throws OperationError where no installed master can be asked
 */
export async function adoptSecrets(context: ActionContext): Promise<Adopted> {
  const { cluster, secrets, signal, timing } = context;
  const { adoptable: wanted, undocumented } = await lackingIn(secrets, cluster);
  if (wanted.length === 0) return { read: [], notThere: [], undocumented };
  const redactor = new Redactor();
  const shells: SshRootShell[] = [];
  const failures: unknown[] = [];
  try {
    const asked = await Promise.all(
      cluster.masters.map(async (node): Promise<InstalledMaster[]> => {
        try {
          const { connect } = { ...USUAL_TIMING, ...timing };
          const shell = await nodeShell(node, context, redactor, connect);
          shells.push(shell);
          const facts = await gatherFacts(cluster, node, shell, { signal });
          return installationOf(facts) === "installed" ? [{ name: node.name, shell }] : [];
        } catch (error) {
          signal.throwIfAborted();
          failures.push(error);
          return [];
        }
      }),
    );
    const masters = asked.flat();
    if (masters.length === 0) throw nobodyToAsk(failures);
    const found = await readFromMasters(masters, wanted, signal);
    await secrets.set(found);
    const notThere = wanted.filter(({ name, usual }) => usual === undefined && !found.has(name));
    return { read: [...found.keys()], notThere: notThere.map(({ name }) => name), undocumented };
  } finally {
    for (const shell of shells) shell.close();
  }
}

function nobodyToAsk([first]: readonly unknown[]): Error {
  if (first instanceof Error) return first;
  return new OperationError({
    attempted: "read the cluster's secrets from its masters",
    cause: "OpenVidu is installed on no master node.",
    suggestion: "Deploy: the secrets are generated then.",
    code: "no-installed-master",
  });
}
