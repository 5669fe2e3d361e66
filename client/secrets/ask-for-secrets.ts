import * as vscode from "vscode";
import type { Cluster, SecretSource } from "../../cluster/cluster";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";

/** A secret that the manifest refers to by `${secret:…}`, and what it is for. */
export interface NamedSecret {
  readonly name: string;
  readonly purpose: string;
}

/** Every `${secret:…}` of a cluster, each name once. */
export function namedSecrets(cluster: Cluster): NamedSecret[] {
  const t = vscode.l10n.t;
  const found = new Map<string, string>();
  const note = (source: SecretSource | undefined, purpose: string): void => {
    if (source?.kind === "secret" && !found.has(source.name)) found.set(source.name, purpose);
  };
  note(cluster.license, t("the OpenVidu PRO license"));
  note(cluster.certificate?.apiKey, t("the ZeroSSL API key"));
  for (const [key, source] of Object.entries(cluster.credentials)) note(source, t("credentials.{0}", key));
  for (const node of cluster.nodes) note(node.ssh.sudoPassword, t("sudo's password on {0}", node.name));
  return [...found].map(([name, purpose]) => ({ name, purpose }));
}

/** Asks for the secrets that the store lacks and keeps them. False where the user gave up. */
export async function askForMissingSecrets(cluster: Cluster, store: SecretStore): Promise<boolean> {
  const missing: NamedSecret[] = [];
  for (const secret of namedSecrets(cluster)) {
    if ((await store.get(secret.name)) === undefined) missing.push(secret);
  }
  const given = new Map<string, Secret>();
  for (const [index, secret] of missing.entries()) {
    const value = await askForSecret(cluster.name, secret, `${String(index + 1)}/${String(missing.length)}`);
    if (value === undefined) return false;
    given.set(secret.name, value);
  }
  if (given.size > 0) await store.set(given);
  return true;
}

/** Asks for one secret; undefined where the user gave up. */
export async function askForSecret(
  cluster: string,
  { name, purpose }: NamedSecret,
  step?: string,
): Promise<Secret | undefined> {
  const title = vscode.l10n.t("Cluster {0}: secret '{1}'", cluster, name);
  const value = await vscode.window.showInputBox({
    title: step === undefined || step === "1/1" ? title : `${title} (${step})`,
    prompt: vscode.l10n.t("Enter {0}. It is kept in VS Code's secret storage, not in a file.", purpose),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text),
  });
  return value === undefined ? undefined : new Secret(value);
}

/** Why a value cannot be a secret of OpenVidu's installer, or undefined. */
function problemWith(value: string): string | undefined {
  if (value === "") return vscode.l10n.t("Enter a value.");
  if (/\s/.test(value)) return vscode.l10n.t("Blanks and line breaks are not possible here.");
  return undefined;
}
