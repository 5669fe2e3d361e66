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
  const { license, certificate, credentials } = cluster;
  return eachOnce([
    ...named(license, t("the OpenVidu PRO license"), "installer"),
    ...named(certificate?.apiKey, t("the ZeroSSL API key"), "installer"),
    ...Object.entries(credentials).flatMap(([key, source]) =>
      named(source, t("credentials.{0}", key), "installer"),
    ),
    ...connectionSecrets(cluster),
  ]);
}

/** Those without which no node can be asked anything. */
export function connectionSecrets(cluster: Cluster): NamedSecret[] {
  return eachOnce(
    cluster.nodes.flatMap(({ name, ssh }) =>
      named(ssh.sudoPassword, vscode.l10n.t("sudo's password on {0}", name), "connection"),
    ),
  );
}

function named(
  source: SecretSource | undefined,
  purpose: string,
  use: "installer" | "connection",
): NamedSecret[] {
  if (source?.kind !== "secret") return [];
  return [{ name: source.name, purpose, forInstaller: use === "installer" }];
}

function eachOnce(secrets: readonly NamedSecret[]): NamedSecret[] {
  const found = new Map<string, NamedSecret>();
  for (const secret of secrets) if (!found.has(secret.name)) found.set(secret.name, secret);
  return [...found.values()];
}

/** Asks for those of the secrets that the store lacks and keeps them. False where the user gave up; a cancelled token asks no more. */
export async function askForMissingSecrets(
  cluster: Cluster,
  secrets: readonly NamedSecret[],
  store: SecretStore,
  token?: vscode.CancellationToken,
): Promise<boolean> {
  const missing: NamedSecret[] = [];
  for (const secret of secrets) {
    if ((await store.get(secret.name)) === undefined) missing.push(secret);
  }
  const given = new Map<string, Secret>();
  for (const [index, secret] of missing.entries()) {
    const step = `${String(index + 1)}/${String(missing.length)}`;
    const value = await askForSecret(cluster.name, secret, store.keptIn, { step, token });
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
  { step, token }: { readonly step?: string; readonly token?: vscode.CancellationToken | undefined } = {},
): Promise<Secret | undefined> {
  const title = vscode.l10n.t("Cluster {0}: secret '{1}'", cluster, name);
  const options: vscode.InputBoxOptions = {
    title: step === undefined || step === "1/1" ? title : `${title} (${step})`,
    prompt: vscode.l10n.t("Enter {0}. It is kept in {1}.", purpose, keptIn),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text, forInstaller),
  };
  const value = await vscode.window.showInputBox(options, token);
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
