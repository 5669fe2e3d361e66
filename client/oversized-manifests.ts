import path from "node:path";
import * as vscode from "vscode";
import { MANIFEST_NAME, megabytes } from "../cluster/manifest/manifest-name";

/** VS Code keeps a longer text to itself: extensions see neither the document nor its editor. */
const MOST_SHARED = 50 * 1024 * 1024;

/**
 * Tells of manifests that are open, and so large that nobody can check them, why nothing is told of them. Their tabs
 * are all that there is to see.
 */
export class OversizedManifests implements vscode.Disposable {
  readonly #told = vscode.languages.createDiagnosticCollection("openvidu-oversized");
  readonly #listeners: readonly vscode.Disposable[];

  constructor(readonly log: vscode.LogOutputChannel) {
    this.#listeners = [
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        opened.forEach((tab) => void this.#look(tab));
        for (const tab of closed) this.#forget(tab);
      }),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        this.#told.delete(uri);
      }),
    ];
    for (const { tabs } of vscode.window.tabGroups.all) tabs.forEach((tab) => void this.#look(tab));
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#told.dispose();
  }

  async #look(tab: vscode.Tab): Promise<void> {
    const uri = manifestIn(tab);
    if (uri === undefined) return;
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > MOST_SHARED && !isShared(uri)) this.#told.set(uri, [finding(size)]);
    } catch (error) {
      // A file that was never saved, or is gone.
      this.log.debug(`${uri.toString()}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #forget(tab: vscode.Tab): void {
    const uri = manifestIn(tab);
    const same = (other: vscode.Tab): boolean => manifestIn(other)?.toString() === uri?.toString();
    if (uri !== undefined && !vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(same)))
      this.#told.delete(uri);
  }
}

function manifestIn({ input }: vscode.Tab): vscode.Uri | undefined {
  if (!(input instanceof vscode.TabInputText)) return undefined;
  return MANIFEST_NAME.test(path.posix.basename(input.uri.path)) ? input.uri : undefined;
}

function isShared(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

function finding(size: number): vscode.Diagnostic {
  const message = vscode.l10n.t(
    "This file is not checked: VS Code shares no file of {0} with extensions. Is it the right one?",
    megabytes(size),
  );
  const found = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message);
  found.source = "OpenVidu";
  found.code = "file-too-large";
  return found;
}
