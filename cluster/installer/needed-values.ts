import type { Cluster, SecretSource } from "../cluster";
import type { Generate } from "../generated/release-facts";
import { factsFor, type ValueKey } from "./installer-arguments";

/** A value that an installation needs and that the manifest does not hold itself. */
export interface NeededValue {
  readonly key: ValueKey;
  /** What the manifest says of it; absent: look it up in the secret store, or generate it. */
  readonly source?: SecretSource;
  /** A file to read, as the manifest names it; the value is the base64 of its content. */
  readonly file?: string;
  /** How to make one where there is none yet. */
  readonly generate?: Generate;
  readonly secret: boolean;
  readonly required: boolean;
}

/** Every such value of the cluster's commands, each once, in the order of the arguments. */
export function neededValues(cluster: Cluster): NeededValue[] {
  const needed = new Map<ValueKey, NeededValue>();
  for (const role of ["master", "media"] as const) {
    for (const fact of factsFor(cluster, role)) {
      const key = fact.value.file ?? fact.value.key;
      if (key === undefined || needed.has(key)) continue;
      const common = { key, secret: fact.secret ?? false, required: fact.required ?? false };
      if (fact.value.file !== undefined) {
        const file = certificateFile(cluster, key);
        if (file !== undefined) needed.set(key, { ...common, file });
        continue;
      }
      const source =
        key === "license" ? cluster.license : cluster.credentials[key.replace(/^credentials\./, "")];
      if (key !== "license" && !key.startsWith("credentials.")) continue;
      if (source === undefined && fact.generate === undefined && fact.required !== true) continue;
      needed.set(key, {
        ...common,
        ...(source === undefined ? {} : { source }),
        ...(fact.generate === undefined ? {} : { generate: fact.generate }),
      });
    }
  }
  return [...needed.values()];
}

function certificateFile(cluster: Cluster, key: ValueKey): string | undefined {
  const certificate = cluster.certificate;
  switch (key) {
    case "certificate.privateKey":
      return certificate?.privateKey;
    case "certificate.publicKey":
      return certificate?.publicKey;
    case "certificate.turnPrivateKey":
      return certificate?.turnPrivateKey;
    case "certificate.turnPublicKey":
      return certificate?.turnPublicKey;
    default:
      throw new Error(`The catalogue reads a file from the manifest key '${key}', which is no file.`);
  }
}
