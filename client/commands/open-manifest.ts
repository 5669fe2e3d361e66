import * as vscode from "vscode";
import type { App } from "../app";
import { subjectOf } from "./subject";

/** Opens the manifest, at the node where called on one; the tree keeps the focus. */
export async function openManifest(app: App, argument: unknown): Promise<void> {
  const subject = subjectOf(app, argument);
  if (subject === undefined) return;
  const document = await vscode.workspace.openTextDocument(subject.manifest);
  const summary = await app.manifests.read(subject.manifest);
  const node = summary.nodes.find(({ name }) => name === subject.node);
  const selection =
    node === undefined ? {} : { selection: new vscode.Range(...both(document.positionAt(node.offset))) };
  await vscode.window.showTextDocument(document, { preserveFocus: true, preview: true, ...selection });
}

function both(position: vscode.Position): [vscode.Position, vscode.Position] {
  return [position, position];
}
