import * as vscode from "vscode";

/** Tells why nothing was imported, with a button that begins again. */
export async function offerAnotherTry(problem: string): Promise<void> {
  const again = vscode.l10n.t("Import Cluster");
  const chosen = await vscode.window.showErrorMessage(problem, again);
  if (chosen === again) await vscode.commands.executeCommand("openviduCluster.importCluster");
}
