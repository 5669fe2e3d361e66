import * as vscode from "vscode";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";

/** Keeps the secrets of a new manifest; where others of that name are kept already, the user decides. False: given up. */
export async function keepNewSecrets(
  cluster: string,
  secrets: ReadonlyMap<string, string>,
  store: SecretStore,
): Promise<boolean> {
  const others: string[] = [];
  for (const [name, value] of secrets) {
    const kept = await store.get(name);
    if (kept !== undefined && kept.reveal() !== value) others.push(name);
  }
  if (others.length > 0) {
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
    if (chosen !== replace) return false;
  }
  if (secrets.size > 0)
    await store.set(new Map([...secrets].map(([name, value]) => [name, new Secret(value)])));
  return true;
}
