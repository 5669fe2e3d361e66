import * as vscode from "vscode";
import type { ImportedCluster } from "../../cluster/import/import-command";
import type { SshSettings } from "../../cluster/cluster";
import { nodeRuntime } from "../../operations/node-runtime";
import { parseJumpHost } from "../../operations/ssh/jump-host";
import type { App } from "../app";
import { knownHostsFiles } from "../engine/editor-context";
import { offerAnotherTry } from "./offer-another-try";

/** Asks for a master node and reads its cluster; undefined where the user gave up. Failures are errors of the command. */
export async function fromRunning(app: App): Promise<ImportedCluster | undefined> {
  const { hostProblem } = await import("../../cluster/rules/host-words");
  const host = await vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Master Node"),
    prompt: vscode.l10n.t("[user@]host[:port] of one of the master nodes, or a host of ~/.ssh/config"),
    ignoreFocusOut: true,
    validateInput: (text) => hostProblem(text.trim()),
  });
  if (host === undefined) return undefined;
  const answer = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Reading the cluster of {0}", host),
      cancellable: true,
    },
    (_progress, token) => ask(app, host, token),
  );
  if (answer?.kind === "problem") {
    await offerAnotherTry(answer.message);
    return undefined;
  }
  return answer === undefined ? undefined : withSecretsAsAllowed(answer.imported);
}

type Answer =
  | { readonly kind: "imported"; readonly imported: ImportedCluster }
  | { readonly kind: "problem"; readonly message: string };

/** Undefined where the user cancelled. */
async function ask(app: App, host: string, token: vscode.CancellationToken): Promise<Answer | undefined> {
  const { importRunning } = await import("../../operations/actions/import-running");
  const { ImportProblem } = await import("../../cluster/import/import-problem");
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  const directory = vscode.workspace.workspaceFolders?.[0]?.uri;
  const folder = directory?.fsPath ?? nodeRuntime().homeDirectory;
  const { signal } = controller;
  try {
    const imported = await importRunning(
      { from: settingsOf(host) },
      {
        runtime: nodeRuntime(),
        directory: folder,
        knownHostsFiles: knownHostsFiles(directory, folder),
        // No manifest names a secret yet: sudo must do without a password here.
        secrets: app.secrets.storeFor({ name: "", domain: "" }),
        signal,
      },
    );
    return { kind: "imported", imported };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof ImportProblem)) throw error;
    return { kind: "problem", message: error.message };
  }
}

function settingsOf(host: string): SshSettings {
  const { user, host: name, port } = parseJumpHost(host);
  return {
    host: name,
    jumpHosts: [],
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
  };
}

/** The secrets of a running cluster are copied only when the user says so. */
async function withSecretsAsAllowed(imported: ImportedCluster): Promise<ImportedCluster | undefined> {
  if (imported.secrets.size === 0) return imported;
  const keep = vscode.l10n.t("Keep Secrets");
  const without = vscode.l10n.t("Leave Them Out");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Keep the {1} secrets of cluster {0}?", imported.name, imported.secrets.size),
    {
      modal: true,
      detail: vscode.l10n.t(
        "In VS Code's secret storage they serve new nodes and upgrades. They are never written to the manifest.",
      ),
    },
    keep,
    without,
  );
  if (chosen === keep) return imported;
  return chosen === without ? { ...imported, secrets: new Map() } : undefined;
}
