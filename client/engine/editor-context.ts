import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { ActionContext } from "../../operations/action-context";
import type { Emit } from "../../operations/events";
import type { EditorSecrets } from "../secrets/editor-secrets";
import { nodeRuntime } from "../../operations/node-runtime";

/** What an action is called with from the editor. */
export interface ActionRequest {
  readonly manifest: vscode.Uri;
  readonly cluster: Cluster;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Everything that an action needs, out of VS Code's settings and secret storage. */
export function actionContext(secrets: EditorSecrets, request: ActionRequest): ActionContext {
  const directory = path.dirname(request.manifest.fsPath);
  return {
    cluster: request.cluster,
    directory,
    runtime: nodeRuntime(),
    secrets: secrets.storeFor(request.cluster),
    knownHostsFiles: knownHostsFiles(request.manifest, directory),
    emit: request.emit,
    signal: request.signal,
  };
}

/** The file of the setting first, as messages name the first one; then the user's own. */
export function knownHostsFiles(manifest: vscode.Uri | undefined, directory: string): string[] {
  const usual = path.join(homedir(), ".ssh", "known_hosts");
  const setting = vscode.workspace
    .getConfiguration("openviduCluster", manifest)
    .get<string>("ssh.knownHostsFile", "")
    .trim();
  if (setting === "") return [usual];
  const own = setting.startsWith("~/") ? path.join(homedir(), setting.slice(2)) : setting;
  return [path.resolve(directory, own), usual];
}
