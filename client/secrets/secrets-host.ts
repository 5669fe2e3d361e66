import * as vscode from "vscode";
import type { SecretsHost } from "./editor-secrets";

/** The editor's part of keeping secrets: its storage, its language, and the message where the storage fails. */
export function secretsHost(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): SecretsHost {
  return {
    storage: context.secrets,
    t: vscode.l10n.t,
    tellSession: (why) => {
      log.warn(`The secret storage does not answer: ${why}`);
      void tellSession(log, why);
    },
  };
}

/** With a button, so that VS Code shows the message in full. */
async function tellSession(log: vscode.LogOutputChannel, why: string): Promise<void> {
  const output = vscode.l10n.t("Show Output");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "VS Code cannot keep secrets on this machine: {0} They are kept for this session only, until this window closes.",
      sentence(why),
    ),
    output,
  );
  if (chosen === output) log.show();
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
