import type { Cluster, SecretSource } from "../../cluster/cluster";
import type { Generate } from "../../cluster/generated/release-facts";
import { neededValues } from "../../cluster/installer/needed-values";
import type { SecretWorld } from "./resolve-source";

/** What is known of a secret besides its value. */
export interface SecretEntry {
  /** Its name in the store; where the manifest takes it from elsewhere, the manifest's key. */
  readonly name: string;
  /** What it is for, as the manifest's key. */
  readonly purpose: string;
  /**
   * - `kept`: a store has it
   * - `to-be-made`: it is generated at the first deployment
   * - `usual`: OpenVidu's usual value is taken
   * - `elsewhere`: the manifest names a literal, a file or a variable
   * - `missing`: nobody has it
   * - `unused`: kept, but the manifest does not need it
   */
  readonly state: "kept" | "to-be-made" | "usual" | "elsewhere" | "missing" | "unused";
  /** Where it comes from, in words. */
  readonly place: string;
  /** How to make one; absent where nobody can but a person. */
  readonly generate?: Generate;
}

/** Whether a value for this purpose goes through the official scripts, which break some characters. */
export function isForInstaller(purpose: string): boolean {
  return purpose === "license" || purpose.startsWith("credentials.");
}

/** Every secret of a cluster, with where each comes from and never its value. */
export async function secretEntries(cluster: Cluster, world: SecretWorld): Promise<SecretEntry[]> {
  const entries = new Map<string, SecretEntry>();
  const add = (entry: SecretEntry): void => {
    if (!entries.has(entry.name)) entries.set(entry.name, entry);
  };
  for (const { key, source, file, generate, secret } of neededValues(cluster)) {
    if (!secret) continue;
    if (file !== undefined) add({ name: key, purpose: key, state: "elsewhere", place: `the file ${file}` });
    else add(await entryOf(key, source ?? { kind: "secret", name: key }, world, generate));
  }
  const others: readonly (readonly [string, SecretSource | undefined])[] = [
    ["certificate.apiKey", cluster.certificate?.apiKey],
    ...cluster.nodes.map((node) => [`sudo on ${node.name}`, node.ssh.sudoPassword] as const),
  ];
  for (const [purpose, source] of others) {
    if (source !== undefined) add(await entryOf(purpose, source, world));
  }
  for (const name of await world.secrets.names()) {
    const place = await world.secrets.placeOf(name);
    if (place !== undefined) add({ name, purpose: "not used by the manifest", state: "unused", place });
  }
  return [...entries.values()];
}

async function entryOf(
  purpose: string,
  source: SecretSource,
  { secrets, runtime }: SecretWorld,
  generate?: Generate,
): Promise<SecretEntry> {
  const elsewhere = (place: string): SecretEntry => ({ name: purpose, purpose, state: "elsewhere", place });
  switch (source.kind) {
    case "literal":
      return elsewhere("the manifest itself");
    case "file":
      return elsewhere(`the file ${source.name}`);
    case "env": {
      const value = runtime.environment[source.name];
      const place = `the environment variable ${source.name}`;
      return value === undefined || value === ""
        ? { name: purpose, purpose, state: "missing", place: `${place}, which is not set` }
        : elsewhere(place);
    }
    case "secret": {
      const { name } = source;
      const random = generate?.alphanumerics === undefined ? undefined : generate;
      const common = { name, purpose, ...(random === undefined ? {} : { generate: random }) };
      const place = await secrets.placeOf(name);
      if (place !== undefined) return { ...common, state: "kept", place };
      if (name !== purpose || generate === undefined)
        return { ...common, state: "missing", place: "not set" };
      return generate.text === undefined
        ? { ...common, state: "to-be-made", place: "made at the first deployment" }
        : { ...common, state: "usual", place: "OpenVidu's usual value" };
    }
  }
}
