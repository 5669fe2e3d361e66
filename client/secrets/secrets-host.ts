import * as vscode from "vscode";
import type { SecretsHost } from "./editor-secrets";

/** The editor's part of keeping secrets: its storage, its language, and the message where the storage fails. */
export function secretsHost(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): SecretsHost {
  return {
    storage: context.secrets,
    t: vscode.l10n.t,
    tellSession: (why) => {
      log.warn(`The secret storage does not answer: ${why}`);
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "VS Code cannot keep secrets on this machine ({0}). They are kept until this window closes.",
          why,
        ),
      );
    },
  };
}
