import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { ErrorReport } from "../../operations/events";
import type { App } from "../app";
import type { DeployEnd } from "./deploy-run";
import { pinHostKeys } from "./pin-host-keys";

/** Tells how a deployment ended, with a button for what comes next. */
export async function tellResult(
  app: App,
  manifest: vscode.Uri,
  cluster: Cluster,
  end: DeployEnd,
): Promise<void> {
  const output = vscode.l10n.t("Show Output");
  if (end.outcome === "failed") {
    await tellFailure(app, manifest, cluster, end);
    return;
  }
  if (end.outcome === "cancelled") {
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Deploying {0} was cancelled. Deploy again to go on from there.", cluster.name),
      output,
    );
    if (chosen === output) app.log.show();
    return;
  }
  const open = vscode.l10n.t("Open OpenVidu");
  const chosen = await vscode.window.showInformationMessage(`${cluster.name}: ${end.message}`, open, output);
  if (chosen === open) await vscode.commands.executeCommand("openviduCluster.openUrl", manifest);
  if (chosen === output) app.log.show();
}

async function tellFailure(app: App, manifest: vscode.Uri, cluster: Cluster, end: DeployEnd): Promise<void> {
  const output = vscode.l10n.t("Show Output");
  const pin = vscode.l10n.t("Pin in Manifest");
  const unknown = end.errors.filter(isUnknownHostKey);
  const buttons = unknown.length > 0 && unknown.length === end.errors.length ? [pin, output] : [output];
  const chosen = await vscode.window.showErrorMessage(failureText(cluster, end), ...buttons);
  if (chosen === output) app.log.show();
  if (chosen === pin) await pinHostKeys(app, manifest, unknown);
}

/** The failing nodes by name, the first cause in full and what to do about it. */
function failureText(cluster: Cluster, end: DeployEnd): string {
  const [first, ...others] = end.errors;
  if (first === undefined) return vscode.l10n.t("Deploying {0} failed: {1}", cluster.name, end.message);
  const unknown = end.errors.filter(isUnknownHostKey);
  if (unknown.length > 0 && unknown.length === end.errors.length) {
    const keys = unknown.map(({ node, fingerprint }) => `${node} ${fingerprint}`).join(", ");
    return vscode.l10n.t(
      "Nothing was changed: these host keys are unknown. Compare them with what the machines say, then pin them: {0}",
      keys,
    );
  }
  const where = first.node === undefined ? "" : `${first.node}: `;
  const more = others.flatMap(({ node }) => (node === undefined ? [] : [node]));
  const also = more.length === 0 ? "" : ` ${vscode.l10n.t("Also failed: {0}.", more.join(", "))}`;
  return vscode.l10n.t(
    "Deploying {0} failed. {1}",
    cluster.name,
    `${where}${first.cause} ${first.suggestion}${also}`,
  );
}

/** A key that nobody has seen before may be pinned; one that has changed may not, so it gets no button. */
function isUnknownHostKey(error: ErrorReport): error is UnknownHostKey {
  return error.code === "host-key-unknown" && error.node !== undefined && error.fingerprint !== undefined;
}

/** An error that says which key an unknown machine showed. */
export type UnknownHostKey = ErrorReport & { readonly node: string; readonly fingerprint: string };
