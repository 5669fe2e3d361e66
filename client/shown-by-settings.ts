import * as vscode from "vscode";
import type { LanguageClient, Middleware } from "vscode-languageclient/node";

const SECTION = "openviduCluster";

function isShown(what: "inlayHints" | "codeLens", document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(SECTION, document.uri).get<boolean>(`${what}.enabled`, true);
}

/** Asks the server for hints and lenses only where the settings want them. */
export const shownBySettings: Middleware = {
  provideInlayHints: (document, range, token, next) =>
    isShown("inlayHints", document) ? next(document, range, token) : [],
  provideCodeLenses: (document, token, next) => (isShown("codeLens", document) ? next(document, token) : []),
};

/** Lets a changed setting be seen at once. */
export function refreshOnSettings(client: LanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    for (const document of vscode.workspace.textDocuments) {
      if (change.affectsConfiguration(`${SECTION}.inlayHints`, document.uri))
        client.getFeature("textDocument/inlayHint").getProvider(document)?.onDidChangeInlayHints.fire();
      if (change.affectsConfiguration(`${SECTION}.codeLens`, document.uri))
        client.getFeature("textDocument/codeLens").getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    }
  });
}
