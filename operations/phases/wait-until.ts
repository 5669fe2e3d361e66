import { shellOf, type Deployment } from "../actions/deployment";
import type { NodeLook } from "../node/node-facts";
import { look } from "../node/gather-facts";
import type { Step } from "./phase";

/**
 * Looks at a node again and again until nothing is lacking.
 *
 * @param lacking what is lacking, in words; empty when all is well
 * @param patience milliseconds
 * @returns what is still lacking after that time, with the last look; undefined where nothing is
 */
export async function waitUntil(
  deployment: Deployment,
  step: Step,
  lacking: (look: NodeLook) => readonly string[],
  patience: number,
): Promise<{ readonly lacking: readonly string[]; readonly last: NodeLook } | undefined> {
  const { runtime, cluster } = deployment.context;
  const shell = shellOf(deployment, step.node);
  const begun = runtime.now();
  let told = "";
  for (;;) {
    const last = await look(cluster, step.node, shell, { signal: step.signal });
    const words = lacking(last);
    if (words.length === 0) return undefined;
    if (runtime.now() - begun > patience) return { lacking: words, last };
    const message = `Waiting: ${words.join("; ")}`;
    if (message !== told) step.progress(message);
    told = message;
    await runtime.sleep(deployment.timing.look, step.signal);
  }
}
