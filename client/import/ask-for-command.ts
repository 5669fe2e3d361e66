import * as vscode from "vscode";

/** The pasted command, checked as it is typed; undefined where the user gave up. */
export async function askForCommand(): Promise<string | undefined> {
  const { importCommand } = await import("../../cluster/import/import-command");
  const { ImportProblem } = await import("../../cluster/import/import-problem");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Installation Command"),
    prompt: vscode.l10n.t(
      "Paste the command of the master nodes, of the media nodes, or both. It is not shown: it holds secrets.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === "") return undefined;
      try {
        importCommand(text);
        return undefined;
      } catch (error) {
        if (error instanceof ImportProblem) return error.message;
        throw error;
      }
    },
  });
}

/** A media node's command may not tell it; the secrets are kept under it. */
export async function askForDomain(): Promise<string | undefined> {
  const { domainProblem } = await import("../../cluster/rules/domain-name");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Domain name"),
    prompt: vscode.l10n.t("The command does not tell it."),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = domainProblem(text);
      return problem === undefined ? undefined : `'${text}' ${problem}.`;
    },
  });
}

export async function askForName(usual: string): Promise<string | undefined> {
  const { nameProblem } = await import("../../cluster/import/cluster-name");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Name"),
    prompt: vscode.l10n.t("It identifies the cluster on its nodes and in the tree."),
    value: usual,
    ignoreFocusOut: true,
    validateInput: nameProblem,
  });
}
