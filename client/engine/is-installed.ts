import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { NodeStatus } from "../../operations/cluster-status";
import type { App } from "../app";

/** Whether a master node has OpenVidu already. Where the nodes were not asked yet, they are. */
export async function isInstalled(
  app: Pick<App, "manifests" | "refresher" | "state">,
  manifest: vscode.Uri,
  cluster: Cluster,
): Promise<boolean> {
  const id = manifest.toString();
  const known = (): NodeStatus[] =>
    cluster.masters.flatMap(({ name }) => app.state.get(id).nodes.get(name)?.status ?? []);
  if (known().length < cluster.masters.length) {
    await app.manifests.start();
    const title = vscode.l10n.t("Looking at the nodes of {0}", cluster.name);
    const options = { location: vscode.ProgressLocation.Notification, title };
    await vscode.window.withProgress(options, () => app.refresher.now([id]));
  }
  return known().some(({ state }) => state !== "unreachable" && state !== "not-installed");
}
