import * as vscode from "vscode";
import type { AdoptOffer } from "../../operations/action-context";

/** Asks whether secrets that are missing here shall be read from a cluster that somebody else has deployed. */
export async function askToAdopt({ names, masters, keptIn }: AdoptOffer): Promise<boolean> {
  const yes = vscode.l10n.t("Read From a Master");
  const detail = [
    vscode.l10n.t("They are read from {0} and kept in {1}:", masters.join(", "), keptIn),
    names.join("\n"),
    vscode.l10n.t("Without them no node can be added or installed anew. The nodes stay as they are."),
  ].join("\n\n");
  const title = vscode.l10n.t("The running cluster has secrets that are not here. Read them?");
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, yes)) === yes;
}
