import * as vscode from "vscode";
import type { ImportedCluster } from "../../cluster/import/import-command";
import type { App } from "../app";
import { folderForNew, openNewManifest } from "../manifests/new-manifest-file";
import { keepNewSecrets } from "../secrets/keep-new-secrets";

/** Makes a manifest of a cluster that exists already. */
export async function importCluster(app: App): Promise<void> {
  const pasted = await askForCommand();
  if (pasted === undefined) return;
  const { importCommand } = await import("../../cluster/import/import-command");
  const domain = importCommand(pasted).domain ?? (await askForDomain());
  if (domain === undefined) return;
  const name = await askForName(importCommand(pasted, { domain }).name);
  if (name === undefined) return;
  await writeImported(app, importCommand(pasted, { name, domain }));
}

/** Keeps the secrets, writes the files and opens the manifest; what is missing is marked in it. */
async function writeImported(
  app: App,
  { name, domain, text, secrets, files }: ImportedCluster,
): Promise<void> {
  const folder = await folderForNew();
  const hindrance = await fileProblem(folder, [...files.keys()]);
  if (hindrance !== undefined) {
    await vscode.window.showErrorMessage(hindrance);
    return;
  }
  if (!(await keepNewSecrets(name, secrets, app.secrets.storeFor({ name, domain: domain ?? "" })))) return;
  for (const [file, content] of files) await writeKeyFile(folder, file, content);
  await openNewManifest(folder, name, text);
  const parts = [vscode.l10n.t("Cluster {0} is imported. What is marked FILL IN is still missing.", name)];
  if (secrets.size > 0)
    parts.push(vscode.l10n.t("{0} secrets are in VS Code's secret storage.", secrets.size));
  if (files.size > 0) parts.push(vscode.l10n.t("Keep {0} out of git.", [...files.keys()].join(", ")));
  void vscode.window.showInformationMessage(parts.join(" "));
}

/** Why the certificate files of a command cannot be written, or undefined. */
async function fileProblem(
  folder: vscode.Uri | undefined,
  files: readonly string[],
): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  if (folder === undefined)
    return vscode.l10n.t(
      "The command holds certificate files. Open a folder to write them to, and import again.",
    );
  const there = await Promise.all(
    files.map(
      async (file) => (await vscode.workspace.findFiles(new vscode.RelativePattern(folder, file))).length > 0,
    ),
  );
  const taken = files.filter((_file, index) => there[index]);
  return taken.length === 0
    ? undefined
    : vscode.l10n.t("The folder has {0} already. Move it away, and import again.", taken.join(", "));
}

/** For the owner alone, and never over another file. */
async function writeKeyFile(folder: vscode.Uri | undefined, file: string, content: string): Promise<void> {
  if (folder === undefined) return;
  const { mkdir, writeFile } = await import("node:fs/promises");
  const target = vscode.Uri.joinPath(folder, file).fsPath;
  await mkdir(vscode.Uri.joinPath(folder, file, "..").fsPath, { recursive: true });
  await writeFile(target, content, { mode: 0o600, flag: "wx" });
}

async function askForCommand(): Promise<string | undefined> {
  const { importCommand } = await import("../../cluster/import/import-command");
  const { ImportProblem } = await import("../../cluster/import/import-problem");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Installation Command"),
    prompt: vscode.l10n.t(
      "Paste the command of the master nodes, of the media nodes, or both. It is not shown: it holds secrets.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === "") return undefined;
      try {
        importCommand(text);
        return undefined;
      } catch (error) {
        if (error instanceof ImportProblem) return error.message;
        throw error;
      }
    },
  });
}

/** A media node's command may not tell it; the secrets are kept under it. */
async function askForDomain(): Promise<string | undefined> {
  const { domainProblem } = await import("../../cluster/rules/domain-name");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Domain name"),
    prompt: vscode.l10n.t("The command does not tell it."),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = domainProblem(text);
      return problem === undefined ? undefined : `'${text}' ${problem}.`;
    },
  });
}

async function askForName(usual: string): Promise<string | undefined> {
  const { nameProblem } = await import("../../cluster/import/cluster-name");
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Import Cluster: Name"),
    prompt: vscode.l10n.t("It identifies the cluster on its nodes and in the tree."),
    value: usual,
    ignoreFocusOut: true,
    validateInput: nameProblem,
  });
}
