import * as vscode from "vscode";
import type { Cluster, SecretSource } from "../../cluster/cluster";
import { breakingCharacter, nameCharacter } from "../../cluster/installer/breaking-characters";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";

/** A secret that the manifest refers to by `${secret:…}`, and what it is for. */
export interface NamedSecret {
  readonly name: string;
  readonly purpose: string;
  /** It goes through the official scripts, which break some characters. */
  readonly forInstaller: boolean;
}

/** Every `${secret:…}` of a cluster, each name once. */
export function namedSecrets(cluster: Cluster): NamedSecret[] {
  const t = vscode.l10n.t;
  const found = new Map<string, NamedSecret>();
  const note = (source: SecretSource | undefined, purpose: string, forInstaller: boolean): void => {
    if (source?.kind !== "secret" || found.has(source.name)) return;
    found.set(source.name, { name: source.name, purpose, forInstaller });
  };
  note(cluster.license, t("the OpenVidu PRO license"), true);
  note(cluster.certificate?.apiKey, t("the ZeroSSL API key"), true);
  for (const [key, source] of Object.entries(cluster.credentials))
    note(source, t("credentials.{0}", key), true);
  for (const node of cluster.nodes)
    note(node.ssh.sudoPassword, t("sudo's password on {0}", node.name), false);
  return [...found.values()];
}

/**
 * Asks for the secrets that the store lacks and keeps them. Those that a running cluster has itself are not asked for
 * where there is one: deploy offers to read them from it. False where the user gave up.
 */
export async function askForMissingSecrets(
  cluster: Cluster,
  store: SecretStore,
  isInstalled: () => Promise<boolean>,
): Promise<boolean> {
  const missing: NamedSecret[] = [];
  for (const secret of namedSecrets(cluster)) {
    if ((await store.get(secret.name)) === undefined) missing.push(secret);
  }
  const toLogIn = missing.filter(({ forInstaller }) => !forInstaller);
  const others = missing.filter(({ forInstaller }) => forInstaller);
  if (!(await askForEach(cluster, toLogIn, store))) return false;
  return others.length === 0 || (await isInstalled()) || askForEach(cluster, others, store);
}

/** Keeps all of them or none. False where the user gave up. */
async function askForEach(
  cluster: Cluster,
  secrets: readonly NamedSecret[],
  store: SecretStore,
): Promise<boolean> {
  const given = new Map<string, Secret>();
  for (const [index, secret] of secrets.entries()) {
    const step = `${String(index + 1)}/${String(secrets.length)}`;
    const value = await askForSecret(cluster.name, secret, store.keptIn, step);
    if (value === undefined) return false;
    given.set(secret.name, value);
  }
  if (given.size > 0) await store.set(given);
  return true;
}

/** Asks for one secret; undefined where the user gave up. */
export async function askForSecret(
  cluster: string,
  { name, purpose, forInstaller }: NamedSecret,
  keptIn: string,
  step?: string,
): Promise<Secret | undefined> {
  const title = vscode.l10n.t("Cluster {0}: secret '{1}'", cluster, name);
  const value = await vscode.window.showInputBox({
    title: step === undefined || step === "1/1" ? title : `${title} (${step})`,
    prompt: vscode.l10n.t("Enter {0}. It is kept in {1}.", purpose, keptIn),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text, forInstaller),
  });
  return value === undefined ? undefined : new Secret(value);
}

/** Why a value cannot be this secret, or undefined. */
function problemWith(value: string, forInstaller: boolean): string | undefined {
  if (value === "") return vscode.l10n.t("Enter a value.");
  const character = forInstaller ? breakingCharacter(value) : undefined;
  return character === undefined
    ? undefined
    : vscode.l10n.t(
        "OpenVidu's scripts break values on {0}. Choose letters and digits.",
        nameCharacter(character),
      );
}
