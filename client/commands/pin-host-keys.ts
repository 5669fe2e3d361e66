import * as vscode from "vscode";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import type { App } from "../app";
import { pinHostKey } from "../manifests/pin-host-key";

/** Writes the fingerprints that machines showed into the manifest, saves it, and offers to deploy again. */
export async function pinHostKeys(
  app: App,
  manifest: vscode.Uri,
  keys: readonly { readonly node: string; readonly fingerprint: string }[],
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(manifest);
  const model = new ManifestDocument(document.getText());
  for (const { node, fingerprint } of keys) {
    const change = pinHostKey(model, node, fingerprint);
    if (change !== undefined) model.edit([change]);
  }
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(manifest, whole, model.text);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
  await document.save();
  const again = vscode.l10n.t("Deploy Again");
  const chosen = await vscode.window.showInformationMessage(
    keys.length === 1
      ? vscode.l10n.t("The host key of {0} is pinned in the manifest.", keys[0]?.node ?? "")
      : vscode.l10n.t("{0} host keys are pinned in the manifest.", keys.length),
    again,
  );
  app.log.info(`pinned ${keys.map(({ node, fingerprint }) => `${node} ${fingerprint}`).join(", ")}`);
  if (chosen === again) await vscode.commands.executeCommand("openviduCluster.deploy", manifest);
}
