import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/protocol";

/** Where a new manifest goes: a folder, or nowhere yet where none is open. */
export type NewPlace = vscode.Uri | "unsaved";

/** The only folder that is open, or the one that the user picks; undefined where the user gave up. */
export async function placeForNew(): Promise<NewPlace | undefined> {
  const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) return "unsaved";
  return others.length === 0 ? first.uri : (await vscode.window.showWorkspaceFolderPick())?.uri;
}

/** Writes a new manifest named after its cluster, beside what is there. What has no place is opened unsaved. */
export async function writeNewManifest(
  place: NewPlace,
  cluster: string,
  text: string,
): Promise<vscode.TextDocument> {
  if (place === "unsaved") return vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: text });
  const file = await freeName(place, cluster);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(file);
}

async function freeName(folder: vscode.Uri, cluster: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  for (let number = 1; ; number += 1) {
    const name = `${cluster}${number === 1 ? "" : `-${String(number)}`}.openvidu.yaml`;
    if (!taken.has(name)) return vscode.Uri.joinPath(folder, name);
  }
}
