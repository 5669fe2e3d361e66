import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/protocol";

/** The folder to put a new manifest into: the only one, or the one that the user picks; undefined where there is none. */
export async function folderForNew(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  const chosen = await vscode.window.showWorkspaceFolderPick();
  return chosen?.uri;
}

/** Writes a new manifest named after its cluster, beside what is there, and opens it. Without a folder it opens unsaved. */
export async function openNewManifest(
  folder: vscode.Uri | undefined,
  cluster: string,
  text: string,
): Promise<vscode.Uri | undefined> {
  if (folder === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: text });
    await vscode.window.showTextDocument(document);
    return undefined;
  }
  const file = await freeName(folder, cluster);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { preview: false });
  return file;
}

async function freeName(folder: vscode.Uri, cluster: string): Promise<vscode.Uri> {
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  for (let number = 1; ; number += 1) {
    const name = `${cluster}${number === 1 ? "" : `-${String(number)}`}.openvidu.yaml`;
    if (!taken.has(name)) return vscode.Uri.joinPath(folder, name);
  }
}
