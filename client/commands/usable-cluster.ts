import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { App } from "../app";
import { showProblems } from "./show-problems";

/** The cluster of a manifest, saved first; where the manifest has errors the user is told, and led to the Problems view. */
export async function usableCluster(app: App, manifest: vscode.Uri): Promise<Cluster | undefined> {
  const document = await vscode.workspace.openTextDocument(manifest);
  if (document.isUntitled) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("Save the manifest as openvidu-cluster.yaml or <name>.openvidu.yaml first."),
    );
    return undefined;
  }
  if (document.isDirty && !(await document.save())) {
    await vscode.window.showErrorMessage(vscode.l10n.t("The manifest could not be saved."));
    return undefined;
  }
  const summary = await app.manifests.read(manifest);
  if (summary.cluster !== undefined) return summary.cluster;
  const show = vscode.l10n.t("Show Problems");
  const chosen = await vscode.window.showErrorMessage(
    summary.errors === 1
      ? vscode.l10n.t("{0} has an error. Fix it first.", summary.path)
      : vscode.l10n.t("{0} has {1} errors. Fix them first.", summary.path, summary.errors),
    show,
  );
  if (chosen === show) await showProblems(app, manifest);
  return undefined;
}
