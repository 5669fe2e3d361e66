import * as vscode from "vscode";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import type { ErrorReport } from "../../operations/events";
import type { App } from "../app";
import { pinHostKey } from "../manifests/pin-host-key";
import { subjectOf } from "./subject";

/** An error that says which key a machine showed that nobody has confirmed yet. */
export type UnknownHostKey = ErrorReport & { readonly node: string; readonly fingerprint: string };

/** A key that nobody has seen before may be pinned; one that has changed may not, so it gets no button. */
export function isUnknownHostKey(error: ErrorReport): error is UnknownHostKey {
  return error.code === "host-key-unknown" && error.node !== undefined && error.fingerprint !== undefined;
}

/** Shows the unknown host keys that the last look or deployment found, all nodes at once, and pins them on demand. */
export async function pinHostKeys(app: App, argument: unknown): Promise<void> {
  const subject = subjectOf(app, argument);
  if (subject === undefined) return;
  const nodes = [...app.state.get(subject.manifest.toString()).nodes.values()];
  const errors = nodes.flatMap(({ failure, status }) => failure ?? status?.error ?? []);
  const unknown = errors.filter(isUnknownHostKey);
  if (unknown.length > 0) await askToPin(app, subject.manifest, unknown);
}

/** Shows fingerprints to compare with what the machines say; on the user's word they go into the manifest. */
export async function askToPin(
  app: App,
  manifest: vscode.Uri,
  keys: readonly UnknownHostKey[],
): Promise<void> {
  const pin = vscode.l10n.t("Pin in Manifest");
  const [first] = keys;
  const title =
    keys.length === 1
      ? vscode.l10n.t("The host key of {0} is not known yet.", first?.node ?? "")
      : vscode.l10n.t("The host keys of {0} nodes are not known yet.", keys.length);
  const detail = [
    vscode.l10n.t("Nothing was sent to the machines. Compare with what each of them says:"),
    "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
    "",
    ...keys.map(({ node, fingerprint }) => `${node}\n${fingerprint}`),
  ].join("\n");
  const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, pin);
  if (chosen !== pin) return;
  await writePins(manifest, keys);
  app.log.info(`pinned ${keys.map(({ node, fingerprint }) => `${node} ${fingerprint}`).join(", ")}`);
  const deploy = vscode.l10n.t("Deploy Cluster");
  const next = await vscode.window.showInformationMessage(
    keys.length === 1
      ? vscode.l10n.t("The host key of {0} is pinned in the manifest.", first?.node ?? "")
      : vscode.l10n.t("{0} host keys are pinned in the manifest.", keys.length),
    deploy,
  );
  if (next === deploy) await vscode.commands.executeCommand("openviduCluster.deploy", manifest);
}

async function writePins(manifest: vscode.Uri, keys: readonly UnknownHostKey[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(manifest);
  const text = document.getText();
  const model = new ManifestDocument(text);
  for (const { node, fingerprint } of keys) {
    const change = pinHostKey(model, node, fingerprint);
    if (change !== undefined) model.edit([change]);
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    manifest,
    new vscode.Range(document.positionAt(0), document.positionAt(text.length)),
    model.text,
  );
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
  await document.save();
}
