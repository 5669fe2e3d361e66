import type { Cluster, SecretSource } from "../../cluster/cluster";
import { isSecretName, literalSecrets } from "../../cluster/installer/literal-secrets";
import { neededValues } from "../../cluster/installer/needed-values";
import type { Redactor } from "./redactor";
import { readFileFor, resolveSource, type SecretWorld } from "./resolve-source";

/**
 * Masks every secret of the cluster that can be found, whatever an action is going to do: containers and journals of nodes
 * that were installed long ago print them too. Generates nothing and never rejects: a secret that is missing is told of
 * by the phase that needs it.
 */
export async function maskKnownSecrets(
  cluster: Cluster,
  world: SecretWorld,
  redactor: Redactor,
): Promise<void> {
  for (const value of literalSecrets(cluster)) redactor.add(value);
  const lookUps: Promise<string>[] = [];
  for (const { key, secret, source, file } of neededValues(cluster)) {
    if (!secret) continue;
    if (file === undefined) lookUps.push(reveal(source ?? { kind: "secret", name: key }, key, world));
    else lookUps.push(readFileFor(file, key, world).then((content) => content.toString("base64")));
  }
  for (const [purpose, source] of writtenSources(cluster)) lookUps.push(reveal(source, purpose, world));
  for (const found of await Promise.allSettled(lookUps)) {
    if (found.status === "fulfilled") redactor.add(found.value);
  }
}

async function reveal(source: SecretSource, purpose: string, world: SecretWorld): Promise<string> {
  return (await resolveSource(source, purpose, world)).reveal();
}

/** Secrets that the manifest names, also those that this release or these modules do not ask for. */
function writtenSources(cluster: Cluster): [purpose: string, source: SecretSource][] {
  const all: [string, SecretSource | undefined][] = [
    ["license", cluster.license],
    ["certificate.apiKey", cluster.certificate?.apiKey],
    ...Object.entries(cluster.credentials).filter(([key]) => isSecretName(key)),
    ...cluster.nodes.map(({ ssh }): [string, SecretSource | undefined] => [
      "ssh.sudoPassword",
      ssh.sudoPassword,
    ]),
  ];
  return all.flatMap(([purpose, source]) => (source === undefined ? [] : [[purpose, source]]));
}
