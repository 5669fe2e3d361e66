import * as vscode from "vscode";
import type { App } from "../app";
import { askForSecret, namedSecrets } from "../secrets/ask-for-secrets";
import { usableCluster } from "./usable-cluster";
import { chooseManifest } from "./subject";

/** Sets or replaces one of the secrets that a manifest refers to. */
export async function setSecret(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const cluster = await usableCluster(app, manifest);
  if (cluster === undefined) return;
  const store = app.secrets.storeFor(cluster);
  const secrets = namedSecrets(cluster);
  if (secrets.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("The manifest of {0} refers to no secret.", cluster.name),
    );
    return;
  }
  const items = await Promise.all(
    secrets.map(async (secret) => ({
      label: secret.name,
      description:
        (await store.get(secret.name)) === undefined ? vscode.l10n.t("not set") : vscode.l10n.t("set"),
      detail: secret.purpose,
      secret,
    })),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Cluster {0}", cluster.name),
    placeHolder: vscode.l10n.t("Which secret?"),
  });
  if (chosen === undefined) return;
  const value = await askForSecret(cluster.name, chosen.secret, store.keptIn);
  if (value === undefined) return;
  await store.set(new Map([[chosen.secret.name, value]]));
}
