import type { Cluster, ClusterNode } from "../../cluster/cluster";
import { OperationError } from "../operation-error";
import type { Redactor } from "../secrets/redactor";
import type { RootShell, RunOptions } from "../ssh/root-shell";
import { factsScript } from "./facts-script";
import { lookScript } from "./look-script";
import type { NodeFacts, NodeLook } from "./node-facts";
import { isComplete, parseFacts, secretsIn } from "./parse-facts";
import { parseLook } from "./parse-look";

/** A node that hangs must not hold up the others for ever. */
const TIMEOUT = 90_000;

/**
 * Asks a node for all facts in one round trip. Changes nothing there.
 *
 * @param options with a redactor, the node's own secrets are asked for too and masked from then on
 * @throws OperationError where the node cannot be reached or asked
 */
export async function gatherFacts(
  cluster: Cluster,
  node: ClusterNode,
  shell: RootShell,
  { redactor, ...options }: Pick<RunOptions, "signal"> & { readonly redactor?: Redactor } = {},
): Promise<NodeFacts> {
  const script = factsScript(cluster, node.role, redactor === undefined ? "without" : "with");
  const result = await shell.run(script, { timeout: TIMEOUT, ...options });
  for (const secret of secretsIn(result.stdout)) redactor?.add(secret);
  if (isComplete(result.stdout)) return parseFacts(result.stdout);
  throw new OperationError({
    attempted: "gather facts",
    cause: `The node did not answer in full (exit status ${String(result.status ?? result.signal ?? "none")}).`,
    suggestion: "Log in with ssh and look whether commands work there (disk full, memory used up).",
    code: "facts-incomplete",
    output: result.stderr.trim().split("\n").slice(-5),
  });
}

/** Looks at what changes while a node starts. */
export async function look(
  cluster: Cluster,
  node: ClusterNode,
  shell: RootShell,
  options: Pick<RunOptions, "signal"> = {},
): Promise<NodeLook> {
  return parseLook(
    (await shell.run(lookScript(cluster, node.role), { timeout: TIMEOUT, ...options })).stdout,
  );
}
