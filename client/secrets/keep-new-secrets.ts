import * as vscode from "vscode";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";

/** Whether the secrets of a new manifest may be kept: where others of that name are kept already, the user decides. */
export async function mayKeepSecrets(
  cluster: string,
  secrets: ReadonlyMap<string, string>,
  store: SecretStore,
): Promise<boolean> {
  const others: string[] = [];
  for (const [name, value] of secrets) {
    const kept = await store.get(name);
    if (kept !== undefined && kept.reveal() !== value) others.push(name);
  }
  if (others.length === 0) return true;
  const replace = vscode.l10n.t("Replace");
  const detail = [
    vscode.l10n.t("Others are kept in {0} already, and a running cluster may need them:", store.keptIn),
    others.join("\n"),
  ].join("\n\n");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Replace the secrets of cluster {0}?", cluster),
    { modal: true, detail },
    replace,
  );
  return chosen === replace;
}

/** Keeps them, once what refers to them is written. */
export async function keepSecrets(secrets: ReadonlyMap<string, string>, store: SecretStore): Promise<void> {
  if (secrets.size === 0) return;
  await store.set(new Map([...secrets].map(([name, value]) => [name, new Secret(value)])));
}
