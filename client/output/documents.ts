import * as vscode from "vscode";
import type { NodeOutput } from "./node-output";

/** The scheme of read-only documents that the extension makes. */
export const SCHEME = "openvidu-cluster";

/** Makes the text of one kind of document out of the manifest and, for nodes, the node. */
export type MakeText = (manifest: vscode.Uri, node: string) => Promise<string> | string;

/**
 * Read-only documents: `openvidu-cluster:<title>?<kind, manifest, node>`. Opened like files, made when shown,
 * and made again when what they show has changed.
 */
export class Documents implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #kinds = new Map<string, MakeText>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  /** Says how documents of a kind are made. */
  register(kind: string, make: MakeText): void {
    this.#kinds.set(kind, make);
  }

  /** Shows a document beside nothing: in the active group, as a preview. */
  async show(kind: string, title: string, manifest: vscode.Uri, node = ""): Promise<void> {
    const uri = addressOf(kind, title, manifest, node);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Makes the open documents of a kind about this manifest and node again. */
  refresh(kind: string, manifestId: string, node = ""): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== SCHEME) continue;
      const about = readAddress(uri);
      if (about.kind === kind && about.manifest === manifestId && about.node === node)
        this.#changed.fire(uri);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { kind, manifest, node } = readAddress(uri);
    const make = this.#kinds.get(kind);
    if (make === undefined) return vscode.l10n.t("There is nothing to show.");
    return make(vscode.Uri.parse(manifest), node);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Documents with the output of a node, growing while an action runs. */
export function registerNodeOutput(documents: Documents, output: NodeOutput): vscode.Disposable {
  documents.register("node-output", (manifest, node) => {
    const lines = output.of(manifest.toString(), node);
    return lines.length === 0
      ? vscode.l10n.t("{0} has printed nothing in this window yet. It does when you deploy.", node)
      : lines.join("\n");
  });
  const end = output.onDidChange((manifestId, node) => {
    documents.refresh("node-output", manifestId, node);
  });
  return new vscode.Disposable(end);
}

function addressOf(kind: string, title: string, manifest: vscode.Uri, node: string): vscode.Uri {
  const query = new URLSearchParams({ kind, manifest: manifest.toString(), node }).toString();
  return vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query });
}

/** What a document that the extension made is about; empty texts where it says nothing. */
export function readAddress(uri: vscode.Uri): { kind: string; manifest: string; node: string } {
  const query = new URLSearchParams(uri.query);
  return {
    kind: query.get("kind") ?? "",
    manifest: query.get("manifest") ?? "",
    node: query.get("node") ?? "",
  };
}
