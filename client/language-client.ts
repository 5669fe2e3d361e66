import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  LANGUAGE_ID,
  SERVER_COMMANDS,
  SERVER_NODE_ARGUMENTS,
  type InitializationOptions,
} from "../server/protocol";
import { LanguageStatus } from "./language-status";
import { refreshOnSettings, shownBySettings } from "./shown-by-settings";

const SERVER_OPTIONS: InitializationOptions = { commands: SERVER_COMMANDS };

/**
 * Starts the language server when the first manifest is opened, and says clearly when it cannot. Somebody who only
 * looks at the tree needs no server.
 */
export function serveManifests(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let client: Promise<LanguageClient | undefined> | undefined;
  let status: LanguageStatus | undefined;
  const start = (document: vscode.TextDocument): void => {
    if (document.languageId !== LANGUAGE_ID) return;
    status ??= new LanguageStatus();
    client ??= startServer(context, log, status);
  };
  const opening = vscode.workspace.onDidOpenTextDocument(start);
  vscode.workspace.textDocuments.forEach(start);
  return new vscode.Disposable(() => {
    opening.dispose();
    status?.dispose();
    void client?.then((started) => started?.dispose());
  });
}

async function startServer(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  status: LanguageStatus,
): Promise<LanguageClient | undefined> {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const module = context.asAbsolutePath("dist/server.js");
  const running = { execArgv: [...SERVER_NODE_ARGUMENTS] };
  const debugging = { execArgv: [...SERVER_NODE_ARGUMENTS, "--nolazy", "--inspect=6009"] };
  const client = new LanguageClient(
    "openviduCluster",
    "OpenVidu Language Server",
    {
      run: { module, transport: TransportKind.ipc, options: running },
      debug: { module, transport: TransportKind.ipc, options: debugging },
    },
    {
      documentSelector: [
        { scheme: "file", language: LANGUAGE_ID },
        { scheme: "untitled", language: LANGUAGE_ID },
      ],
      diagnosticCollectionName: "openvidu-cluster",
      initializationOptions: SERVER_OPTIONS,
      middleware: shownBySettings,
    },
  );
  try {
    await client.start();
    status.follow(client);
    context.subscriptions.push(refreshOnSettings(client));
    return client;
  } catch (error) {
    status.fail(error instanceof Error ? error.message : String(error));
    await tellFailure(log, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function tellFailure(log: vscode.LogOutputChannel, why: string): Promise<void> {
  log.error(`The language server did not start: ${why}`);
  const show = vscode.l10n.t("Show Output");
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t("Manifests cannot be checked: the OpenVidu language server did not start. {0}", why),
    show,
  );
  if (chosen === show) log.show();
}
