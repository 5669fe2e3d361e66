import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import type { OpenViduClusterApi } from "../../client/api";
import type { TreeEntry } from "../../client/tree/tree-entry";

const LOOK_EVERY_MS = 50;

/** A file of the workspace. */
export function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Waits until `look` gives something, and answers it; mocha's own time-out ends it. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(LOOK_EVERY_MS);
  }
}

/**
 * Waits for the diagnostics of a file to be so many. The manifests of this suite are made of one example: that they have
 * the same machines does not count.
 */
export async function diagnosticsOf(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  return until(() => {
    const found = vscode.languages.getDiagnostics(uri).filter(({ code }) => !isShared(code));
    return found.length === count ? found : undefined;
  });
}

function isShared(code: vscode.Diagnostic["code"]): boolean {
  return (typeof code === "object" ? code.value : code) === "shared-machines";
}

/** Replaces a text of the open document, as typing would. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  assert.notEqual(start, -1, `'${from}' is in the document`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The position right behind a text. */
export function behind(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.notEqual(at, -1, `'${text}' is in the document`);
  return document.positionAt(at + text.length);
}

/** The installed extension, active. */
export async function extension(): Promise<vscode.Extension<OpenViduClusterApi>> {
  const found = vscode.extensions.getExtension<OpenViduClusterApi>("openvidu-cluster.openvidu-cluster");
  assert.ok(found, "the extension is installed");
  await found.activate();
  return found;
}

/** The tree's row of a cluster, once `wanted` holds for it. */
export async function clusterRow(
  name: string,
  wanted: (row: TreeEntry) => boolean = () => true,
): Promise<TreeEntry> {
  const { exports: api } = await extension();
  return until(async () => (await api.rows()).find((row) => row.label === name && wanted(row)));
}

/** What a cluster's nodes say of themselves, by name. */
export function nodeTexts(cluster: TreeEntry): Record<string, string | undefined> {
  const nodes = cluster.children.flatMap((group) => group.children);
  return Object.fromEntries(nodes.map(({ label, description }) => [label, description]));
}
