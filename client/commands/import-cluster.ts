import * as vscode from "vscode";
import type { ImportedCluster } from "../../cluster/import/import-command";
import type { App } from "../app";
import { askForCommand, askForDomain, askForName } from "../import/ask-for-command";
import { fromRunning } from "../import/from-running";
import { offerAnotherTry } from "../import/offer-another-try";
import { placeForNew, writeNewManifest, type NewPlace } from "../manifests/new-manifest-file";
import { keepSecrets, mayKeepSecrets } from "../secrets/keep-new-secrets";

/** Makes a manifest of a cluster that exists already: of its installation command, or of the running nodes. */
export async function importCluster(app: App): Promise<void> {
  const command = vscode.l10n.t("Paste an Installation Command");
  const running = vscode.l10n.t("Read a Running Cluster over ssh");
  const how = await vscode.window.showQuickPick(
    [
      {
        label: command,
        detail: vscode.l10n.t("As OpenVidu's own wizard has printed it, for either role or both"),
      },
      { label: running, detail: vscode.l10n.t("Asks the master nodes; nothing is changed on them") },
    ],
    { title: vscode.l10n.t("Import Cluster"), ignoreFocusOut: true },
  );
  if (how === undefined) return;
  const imported = how.label === command ? await fromCommand() : await fromRunning(app);
  if (imported !== undefined) await writeImported(app, imported);
}

async function fromCommand(): Promise<ImportedCluster | undefined> {
  const pasted = await askForCommand();
  if (pasted === undefined || pasted.trim() === "") return undefined;
  const { importCommand } = await import("../../cluster/import/import-command");
  const domain = importCommand(pasted).domain ?? (await askForDomain());
  if (domain === undefined) return undefined;
  const name = await askForName(importCommand(pasted, { domain }).name);
  return name === undefined ? undefined : importCommand(pasted, { name, domain });
}

/** Writes the files, keeps the secrets and opens the manifest; what is missing is marked in it. */
async function writeImported(
  app: App,
  { name, domain, text, secrets, untold, files }: ImportedCluster,
): Promise<void> {
  const place = await placeForNew();
  if (place === undefined) return;
  const hindrance = await fileProblem(place, [...files.keys()]);
  if (hindrance !== undefined) {
    await offerAnotherTry(hindrance);
    return;
  }
  const store = app.secrets.storeFor({ name, domain: domain ?? "" });
  if (!(await mayKeepSecrets(name, secrets, store))) return;
  if (place !== "unsaved") await writeKeyFiles(place, files);
  const document = await writeNewManifest(place, name, text);
  await keepSecrets(secrets, store);
  await vscode.window.showTextDocument(document, { preview: false });
  const incomplete = text.includes("FILL IN");
  const parts = [vscode.l10n.t("Cluster {0} is imported.", name)];
  if (incomplete) parts.push(vscode.l10n.t("What is marked FILL IN is still missing."));
  if (secrets.size > 0) parts.push(vscode.l10n.t("{0} secrets are kept in {1}.", secrets.size, store.keptIn));
  if (untold.length > 0)
    parts.push(vscode.l10n.t("Give these secrets with Manage Secrets: {0}.", untold.join(", ")));
  if (files.size > 0) parts.push(vscode.l10n.t("Keep {0} out of git.", [...files.keys()].join(", ")));
  void tellImported(parts.join(" "), incomplete ? [vscode.l10n.t("Show Problems")] : []);
}

async function tellImported(message: string, problems: readonly string[]): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(message, ...problems);
  if (chosen !== undefined) await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
}

/** Why the certificate files of a command cannot be written, or undefined. */
async function fileProblem(folder: NewPlace, files: readonly string[]): Promise<string | undefined> {
  if (files.length === 0) return undefined;
  if (folder === "unsaved")
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

/** For the owner alone, and never over another file: all of them, or none. */
async function writeKeyFiles(folder: vscode.Uri, files: ReadonlyMap<string, string>): Promise<void> {
  const { mkdir, rm, writeFile } = await import("node:fs/promises");
  const written: string[] = [];
  try {
    for (const [file, content] of files) {
      const { fsPath } = vscode.Uri.joinPath(folder, file);
      await mkdir(vscode.Uri.joinPath(folder, file, "..").fsPath, { recursive: true });
      await writeFile(fsPath, content, { mode: 0o600, flag: "wx" });
      written.push(fsPath);
    }
  } catch (error) {
    for (const file of written) await rm(file, { force: true });
    throw error;
  }
}
