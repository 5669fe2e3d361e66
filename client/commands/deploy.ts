import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { App } from "../app";
import { askForMissingSecrets, connectionSecrets } from "../secrets/ask-for-secrets";
import { runDeployment } from "./deploy-run";
import { tellResult } from "./deploy-result";
import { chooseManifest } from "./subject";
import { usableCluster } from "./usable-cluster";

/** From a manifest to a running cluster: check, ask for what connecting needs, confirm, deploy, tell. */
export async function deploy(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const cluster = await usableCluster(app, manifest);
  if (cluster === undefined) return;
  if (app.state.get(manifest.toString()).action !== undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} is being worked on already.", cluster.name),
    );
    return;
  }
  // What the installers need is asked for later: a running cluster may give it.
  const store = app.secrets.storeFor(cluster);
  if (!(await askForMissingSecrets(cluster, connectionSecrets(cluster), store))) return;
  if (!(await confirm(cluster))) return;
  const end = await runDeployment(app, manifest, cluster);
  await tellResult(app, manifest, cluster, end);
}

async function confirm(cluster: Cluster): Promise<boolean> {
  const go = vscode.l10n.t("Deploy");
  const names = (nodes: Cluster["nodes"]): string => nodes.map(({ name }) => name).join(", ");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("Deploy cluster {0}?", cluster.name),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          "OpenVidu {0} for {1}, installed and started over SSH on:",
          cluster.releaseName,
          cluster.domain,
        ),
        "",
        vscode.l10n.t("{0} master nodes: {1}", cluster.masters.length, names(cluster.masters)),
        vscode.l10n.t("{0} media nodes: {1}", cluster.media.length, names(cluster.media)),
        "",
        vscode.l10n.t("What is installed and running already stays as it is."),
      ].join("\n"),
    },
    go,
  );
  return chosen === go;
}
