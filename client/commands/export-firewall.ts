import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { Scope } from "../../cluster/firewall/formats";
import type { App } from "../app";
import { askForLoadBalancer } from "./ask-load-balancer";
import { chooseManifest } from "./subject";
import { usableCluster } from "./usable-cluster";

/** Opens the cluster's firewall rules as a new document, in the form and for the machines that the user picks. */
export async function exportFirewall(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const cluster = await usableCluster(app, manifest);
  if (cluster === undefined) return;
  // Loaded now: the layout of the picture is nothing that starting the extension should wait for.
  const { exportFirewall: render, FORMATS, isFormatName } = await import("../../cluster/firewall/formats");
  const formats = Object.entries(FORMATS).flatMap(([name, { title }]) =>
    isFormatName(name) ? [{ label: title, name }] : [],
  );
  const format = await vscode.window.showQuickPick(formats, {
    placeHolder: vscode.l10n.t("In which form?"),
  });
  if (format === undefined) return;
  const scope = await pickScope(cluster, FORMATS[format.name].forOneMachine);
  if (scope === undefined) return;
  const loadBalancer = await askForLoadBalancer(cluster, scope);
  if (loadBalancer === undefined) return;
  await open(render(cluster, format.name, scope, { loadBalancer }), FORMATS[format.name].language);
}

async function pickScope(cluster: Cluster, oneMachine: boolean): Promise<Scope | undefined> {
  const whole = { label: vscode.l10n.t("The whole cluster"), scope: { kind: "cluster" as const } };
  const roles = [
    { label: vscode.l10n.t("Every master node"), scope: { kind: "role" as const, role: "master" as const } },
    { label: vscode.l10n.t("Every media node"), scope: { kind: "role" as const, role: "media" as const } },
  ];
  const nodes = cluster.nodes.map((node) => ({
    label: node.name,
    description: node.privateIp,
    scope: { kind: "node" as const, node },
  }));
  const items: readonly (vscode.QuickPickItem & { scope: Scope })[] = [
    ...(oneMachine ? [] : [whole]),
    ...roles,
    ...nodes,
  ];
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("For which machines?"),
    matchOnDescription: true,
  });
  return picked?.scope;
}

async function open(content: string, wanted: string): Promise<void> {
  // Not every installation of VS Code knows Terraform or CSV.
  const known = await vscode.languages.getLanguages();
  const language = known.includes(wanted) ? wanted : "plaintext";
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}
