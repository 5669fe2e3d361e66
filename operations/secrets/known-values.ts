import type { Cluster } from "../../cluster/cluster";
import type { ValueKey } from "../../cluster/installer/installer-arguments";
import { neededValues, type NeededValue } from "../../cluster/installer/needed-values";
import { OperationError } from "../operation-error";
import { refuseBreaking } from "./refuse-breaking";
import { resolveSource, type SecretWorld } from "./resolve-source";

export interface KnownValues {
  /** What there is, by key; files of certificates are left out. */
  readonly values: ReadonlyMap<ValueKey, string>;
  /** What was looked for and is not there. */
  readonly missing: readonly ValueKey[];
}

/**
 * The values that installation commands can show now. Nothing is generated and nothing is kept.
 *
 * @param secrets `without`: user names and the like only; no secret is even looked up
 * @throws OperationError where a store cannot be read, or the official scripts would break a value
 */
export async function knownValues(
  cluster: Cluster,
  secrets: "with" | "without",
  world: SecretWorld,
): Promise<KnownValues> {
  const values = new Map<ValueKey, string>();
  const missing: ValueKey[] = [];
  for (const needed of neededValues(cluster)) {
    if (needed.file !== undefined || (needed.secret && secrets === "without")) continue;
    const value = await valueNow(needed, world);
    if (value === undefined) missing.push(needed.key);
    else values.set(needed.key, value);
  }
  return { values, missing };
}

async function valueNow(needed: NeededValue, world: SecretWorld): Promise<string | undefined> {
  const { key, source, generate } = needed;
  try {
    const secret = await resolveSource(source ?? { kind: "secret", name: key }, key, world);
    refuseBreaking(needed, secret);
    return secret.reveal();
  } catch (error) {
    if (!(error instanceof OperationError) || error.report.code !== "secret-missing") throw error;
    return source === undefined ? generate?.text : undefined;
  }
}
