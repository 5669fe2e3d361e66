import {
  DidChangeWatchedFilesNotification,
  type Connection,
  type InitializeParams,
} from "vscode-languageserver";
import type { Workspace } from "./workspace";

const MANIFESTS = ["**/openvidu-cluster.{yaml,yml}", "**/*.openvidu.{yaml,yml}"];

/** Reads the manifests of the workspace's folders, and again when the editor says that a file or a folder has. */
export function followWorkspace(
  connection: Connection,
  workspace: Workspace,
  {
    workspaceFolders,
    rootUri,
    capabilities,
  }: Pick<InitializeParams, "workspaceFolders" | "capabilities"> & {
    readonly rootUri?: string | null;
  },
  logError: (message: string) => void,
): void {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri == null ? [] : [rootUri]);
  const told = (error: unknown): void => {
    logError(
      `The workspace's manifests could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
  connection.onInitialized(() => {
    if (folders.length > 0) workspace.scan(folders).catch(told);
    if (capabilities.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const urisOf = (changed: typeof added): string[] => changed.map(({ uri }) => uri);
        workspace.foldersChanged(urisOf(added), urisOf(removed)).catch(told);
      });
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
    const watchers = MANIFESTS.map((globPattern) => ({ globPattern }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(told);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace.filesChanged(changes).catch(told);
  });
}
