import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { Scope } from "../../cluster/firewall/formats";
import { nodeRuntime } from "../../operations/node-runtime";
import type { App } from "../app";
import { askForLoadBalancer } from "./ask-load-balancer";
import { chooseManifest } from "./subject";
import { usableCluster } from "./usable-cluster";

/** Opens the cluster's firewall rules as a new document, in the form and for the machines that the user picks. */
export async function exportFirewall(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const written = await usableCluster(app, manifest);
  if (written === undefined) return;
  // Loaded now: the layout of the picture and ssh's configuration are nothing that starting the extension should wait for.
  const [{ exportFirewall: render, FORMATS, isFormatName }, { readUserSshConfig }, { withSshPorts }] =
    await Promise.all([
      import("../../cluster/firewall/formats"),
      import("../../operations/ssh/read-user-ssh-config"),
      import("../../operations/ssh/with-ssh-ports"),
    ]);
  const cluster = withSshPorts(written, await readUserSshConfig(nodeRuntime()));
  const title = vscode.l10n.t("Firewall Rules of Cluster {0}", cluster.name);
  const formats = Object.entries(FORMATS).flatMap(([name, { title: label, extension }]) =>
    isFormatName(name) ? [{ label, description: `.${extension}`, name }] : [],
  );
  const format = await vscode.window.showQuickPick(formats, {
    title,
    placeHolder: vscode.l10n.t("In which form?"),
  });
  if (format === undefined) return;
  const scope = await pickScope(title, cluster, FORMATS[format.name].forOneMachine);
  if (scope === undefined) return;
  const loadBalancer = await askForLoadBalancer(title, cluster, scope);
  if (loadBalancer === undefined) return;
  const name = [cluster.name, "firewall", ...scopeWords(scope)].join("-");
  const text = render(cluster, format.name, scope, { loadBalancer });
  await open(text, `${name}.${FORMATS[format.name].extension}`, FORMATS[format.name].language);
}

async function pickScope(title: string, cluster: Cluster, oneMachine: boolean): Promise<Scope | undefined> {
  const whole = { label: vscode.l10n.t("The whole cluster"), scope: { kind: "cluster" as const } };
  const names = (nodes: Cluster["nodes"]): string => nodes.map(({ name }) => name).join(", ");
  const roles = [
    {
      label: vscode.l10n.t("Every master node"),
      description: names(cluster.masters),
      scope: { kind: "role" as const, role: "master" as const },
    },
    {
      label: vscode.l10n.t("Every media node"),
      description: names(cluster.media),
      scope: { kind: "role" as const, role: "media" as const },
    },
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
    title,
    placeHolder: vscode.l10n.t("For which machines?"),
    matchOnDescription: true,
  });
  return picked?.scope;
}

function scopeWords(scope: Scope): string[] {
  if (scope.kind === "cluster") return [];
  return [scope.kind === "role" ? scope.role : scope.node.name];
}

/** As a document that is saved under this name unless the user wants another one; nothing is written yet. */
async function open(content: string, name: string, wanted: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = folder === undefined ? name : vscode.Uri.joinPath(folder, name).path;
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.from({ scheme: "untitled", path: file }),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
  // Not every installation of VS Code knows Terraform or CSV.
  const known = await vscode.languages.getLanguages();
  await vscode.languages.setTextDocumentLanguage(document, known.includes(wanted) ? wanted : "plaintext");
  await vscode.window.showTextDocument(document);
  if (wanted === "markdown") await showPreview();
}

/** The lines of a wide table are broken in the editor: where VS Code can, it is shown as a table, in a tab beside the text. */
async function showPreview(): Promise<void> {
  if (vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined)
    await vscode.commands.executeCommand("markdown.showPreview");
}
