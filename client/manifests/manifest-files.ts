import * as vscode from "vscode";
import { MOST_BYTES } from "../../cluster/manifest/manifest-name";
import { LANGUAGE_ID } from "../../server/protocol";
import type { ManifestSummary } from "./manifest-summary";

/** The manifests of a workspace; the same names as in the language's contribution. */
const PATTERN = "**/{openvidu-cluster.yaml,openvidu-cluster.yml,*.openvidu.yaml,*.openvidu.yml}";
const NEVER = "**/{node_modules,.git}/**";
const DEBOUNCE_MS = 250;

/**
 * Finds and reads the manifests of the workspace and follows their changes, unsaved ones too. Does nothing before
 * `start`, which the first look at the tree or the first command calls.
 */
export class ManifestFiles implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #manifests = new Map<string, ManifestSummary>();
  readonly #changed = new vscode.EventEmitter<string | undefined>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  #started: Promise<void> | undefined;

  /** A manifest's id, or undefined where one came or went. */
  readonly onDidChange = this.#changed.event;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Searches the workspace, once. */
  start(): Promise<void> {
    this.#started ??= this.#search();
    return this.#started;
  }

  /** In the order of their paths. */
  list(): readonly ManifestSummary[] {
    return [...this.#manifests.values()].sort((one, other) => one.path.localeCompare(other.path));
  }

  get(id: string): ManifestSummary | undefined {
    return this.#manifests.get(id);
  }

  /** Reads one manifest anew, also one outside the workspace, and answers what is in it. */
  async read(uri: vscode.Uri): Promise<ManifestSummary> {
    const summary = await summaryOf(uri);
    if (this.#manifests.has(summary.id)) this.#manifests.set(summary.id, summary);
    return summary;
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
  }

  async #search(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
    this.#disposables.push(
      watcher,
      watcher.onDidCreate((uri) => {
        this.#later(uri);
      }),
      watcher.onDidChange((uri) => {
        this.#later(uri);
      }),
      watcher.onDidDelete((uri) => void this.#remove(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === LANGUAGE_ID && this.#manifests.has(document.uri.toString())) {
          this.#later(document.uri);
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#findAll()),
    );
    await this.#findAll();
  }

  async #findAll(): Promise<void> {
    const found = await vscode.workspace.findFiles(PATTERN, NEVER);
    this.#manifests.clear();
    await Promise.all(found.map((uri) => this.#add(uri)));
    await this.#announce(undefined);
  }

  #later(uri: vscode.Uri): void {
    const id = uri.toString();
    clearTimeout(this.#waiting.get(id));
    this.#waiting.set(
      id,
      setTimeout(() => {
        this.#waiting.delete(id);
        const known = this.#manifests.has(id);
        void this.#add(uri).then(() => this.#announce(known ? id : undefined));
      }, DEBOUNCE_MS),
    );
  }

  async #add(uri: vscode.Uri): Promise<void> {
    try {
      const summary = await summaryOf(uri);
      this.#manifests.set(summary.id, summary);
    } catch (error) {
      // A file that vanished between the search and the reading, or that we may not read.
      this.#log.warn(
        `${uri.fsPath} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.#manifests.delete(uri.toString());
    }
  }

  async #remove(uri: vscode.Uri): Promise<void> {
    this.#manifests.delete(uri.toString());
    await this.#announce(undefined);
  }

  async #announce(id: string | undefined): Promise<void> {
    await vscode.commands.executeCommand("setContext", "openviduCluster.manifestCount", this.#manifests.size);
    this.#changed.fire(id);
  }
}

/** What is in a manifest; a file that is too large for one is not read, and counts as one with an error. */
async function summaryOf(uri: vscode.Uri): Promise<ManifestSummary> {
  const [id, path] = [uri.toString(), vscode.workspace.asRelativePath(uri)];
  const text = await textOf(uri);
  if (text === undefined) return { id, path, name: path, nodes: [], errors: 1 };
  const { summarize } = await import("./summarize");
  return summarize(id, path, text);
}

/** What the user sees: the editor's text where the file is open, else the file's. Undefined where that is too large. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MOST_BYTES) return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
