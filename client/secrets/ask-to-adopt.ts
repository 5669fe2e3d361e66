import * as vscode from "vscode";
import type { AdoptOffer } from "../../operations/action-context";

/** Asks whether secrets that are missing here shall be read from a cluster that somebody else has deployed. */
export async function askToAdopt(
  cluster: string,
  manifest: vscode.Uri,
  { names, masters, keptIn }: AdoptOffer,
): Promise<boolean> {
  const yes = { title: vscode.l10n.t("Read From a Master") };
  // In the place of Cancel, which would sound as if it ended the deployment.
  const no = { title: vscode.l10n.t("Go On Without Them"), isCloseAffordance: true };
  const detail = [
    vscode.l10n.t("They are read from {0} and kept in {1}:", masters.join(", "), keptIn),
    names.join("\n"),
    vscode.l10n.t("Without them no node can be added or installed anew. The nodes stay as they are."),
  ].join("\n\n");
  const title =
    names.length === 1
      ? vscode.l10n.t("A secret of the running cluster is not here. Read it?")
      : vscode.l10n.t("{0} secrets of the running cluster are not here. Read them?", names.length);
  if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, yes, no)) === yes) return true;
  void tellWhereElse(cluster, manifest);
  return false;
}

/** What was declined can be made up for; the deployment does not wait for an answer. */
async function tellWhereElse(cluster: string, manifest: vscode.Uri): Promise<void> {
  const manage = vscode.l10n.t("Manage Secrets");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("No secret of {0} was read. Manage Secrets can do it later.", cluster),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("openviduCluster.manageSecrets", manifest);
}
