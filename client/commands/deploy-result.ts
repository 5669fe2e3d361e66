import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { App } from "../app";
import type { DeployEnd } from "./deploy-run";
import { askToPin, isUnknownHostKey } from "./pin-host-keys";

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
      vscode.l10n.t(
        "Deploying {0} was cancelled. Installations that had begun go on on their nodes; deploy again to continue.",
        cluster.name,
      ),
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
  const unknown = end.errors.filter(isUnknownHostKey);
  if (unknown.length > 0 && unknown.length === end.errors.length) {
    await askToPin(app, manifest, unknown);
    return;
  }
  const output = vscode.l10n.t("Show Output");
  const chosen = await vscode.window.showErrorMessage(failureText(cluster, end), output);
  if (chosen === output) app.log.show();
}

/** The failing nodes by name, the first cause in full and what to do about it. */
function failureText(cluster: Cluster, end: DeployEnd): string {
  const [first, ...others] = end.errors;
  if (first === undefined) return vscode.l10n.t("Deploying {0} failed: {1}", cluster.name, end.message);
  const where = first.node === undefined ? "" : `${first.node}: `;
  const more = others.flatMap(({ node }) => (node === undefined ? [] : [node]));
  const also = more.length === 0 ? "" : ` ${vscode.l10n.t("Also failed: {0}.", more.join(", "))}`;
  return vscode.l10n.t(
    "Deploying {0} failed. {1}",
    cluster.name,
    `${where}${first.cause} ${first.suggestion}${also}`,
  );
}
