import type { Cluster } from "../../cluster/cluster";
import type { ValueKey } from "../../cluster/installer/installer-arguments";
import { neededValues, type NeededValue } from "../../cluster/installer/needed-values";
import { keptParameters } from "../../cluster/release/parameter-values";
import type { MissingSecret } from "../action-context";
import type { ErrorReport } from "../events";
import { OperationError } from "../operation-error";
import { generateValue } from "./generate";
import { undocumentedText } from "./read-from-masters";
import { refuseBreaking } from "./refuse-breaking";
import { readFileFor, resolveSource, type SecretWorld } from "./resolve-source";
import { Secret } from "./secret";

/** Everything that the installers need and the manifest does not hold. */
export interface InstallationValues {
  /** By key, as the installer's arguments ask for them: `license`, `credentials.redisPassword`, `certificate.privateKey`. */
  readonly values: ReadonlyMap<string, Secret>;
  /** Those of the values that must not be shown. */
  readonly secret: ReadonlySet<string>;
  /** Values that are new: to be kept before anything is installed. Their names in the store are their keys. */
  readonly fresh: ReadonlyMap<string, Secret>;
  readonly errors: readonly ErrorReport[];
  /** Those among the errors that somebody can put right by giving the secret. */
  readonly missing: readonly MissingSecret[];
}

/**
 * Looks up, reads or generates every value that the cluster's installers need.
 *
 * @param installed the names of nodes that have OpenVidu already: then a missing generated value is an error,
 *   since a new one would not be theirs
 */
export async function installationValues(
  cluster: Cluster,
  installed: readonly string[],
  world: SecretWorld,
): Promise<InstallationValues> {
  const values = new Map<string, Secret>();
  const fresh = new Map<string, Secret>();
  const errors: ErrorReport[] = [];
  const missing: MissingSecret[] = [];
  const secret = new Set<string>();
  for (const needed of neededValues(cluster)) {
    if (needed.secret) secret.add(needed.key);
    try {
      const kept = await lookUp(needed, world);
      const value = kept ?? generated(needed, installed, world);
      if (kept === undefined && needed.generate?.text === undefined) fresh.set(needed.key, value);
      refuseBreaking(needed, value);
      values.set(needed.key, value);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      const { key, source } = needed;
      const toGive = source?.kind === "secret" && error.report.code === "secret-missing";
      if (toGive) missing.push({ name: source.name, key });
      errors.push(toGive ? besideCluster(cluster, key, installed, error.report) : error.report);
    }
  }
  return { values, secret, fresh: errors.length === 0 ? fresh : new Map(), errors, missing };
}

/** What there is to say of a missing secret where a master of a running cluster may have it. */
function besideCluster(
  cluster: Cluster,
  key: ValueKey,
  installed: readonly string[],
  report: ErrorReport,
): ErrorReport {
  if (!cluster.masters.some(({ name }) => installed.includes(name))) return report;
  if (keptParameters(cluster.release, [key]).length === 0)
    return { ...report, cause: `${report.cause} ${undocumentedText(cluster, [key])}` };
  const { suggestion } = report;
  return {
    ...report,
    suggestion: `Let it be read from an installed master (--adopt-secrets). Or ${suggestion.charAt(0).toLowerCase()}${suggestion.slice(1)}`,
  };
}

async function lookUp(needed: NeededValue, world: SecretWorld): Promise<Secret | undefined> {
  if (needed.file !== undefined) {
    return new Secret((await readFileFor(needed.file, needed.key, world)).toString("base64"));
  }
  if (needed.source !== undefined) return resolveSource(needed.source, needed.key, world);
  return world.secrets.get(needed.key);
}

function generated(needed: NeededValue, installed: readonly string[], world: SecretWorld): Secret {
  const { key, generate } = needed;
  if (generate === undefined) {
    throw new OperationError({
      attempted: `find ${key}`,
      cause: `The installer needs it, the manifest does not give it, and ${world.secrets.place} has none.`,
      suggestion: `Write ${key} into the manifest as a reference: \${secret:NAME}.`,
      code: "secret-missing",
    });
  }
  if (generate.text === undefined && installed.length > 0) {
    throw new OperationError({
      attempted: `find ${key}`,
      cause: `${installed.join(", ")} ${installed.length === 1 ? "is" : "are"} installed with a value that ${world.secrets.place} does not have.`,
      suggestion:
        "Let the secrets be read from an installed master (deploy with --adopt-secrets, or Manage Secrets in VS Code), or bring back those of the first deployment.",
      code: "secret-store-incomplete",
    });
  }
  return new Secret(generateValue(generate, (count) => world.runtime.randomBytes(count)));
}
