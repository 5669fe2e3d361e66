import path from "node:path";
import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { InstallSection } from "../../cluster/installer/install-sections";
import { nodeRuntime } from "../../operations/node-runtime";
import type { App } from "../app";
import { showProblems } from "./show-problems";
import { chooseManifest } from "./subject";

/** Copies one of the wizard's four sections to the clipboard, with its secrets. They are shown nowhere. */
export async function copyInstallSection(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const { cluster, errors } = await app.manifests.read(manifest);
  if (cluster === undefined) {
    const show = vscode.l10n.t("Show Problems");
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t("The manifest has errors ({0}). Fix them, then copy.", errors),
      show,
    );
    if (chosen === show) await showProblems(app, manifest);
    return;
  }
  const { sections, missing } = await sectionsWithSecrets(app, manifest, cluster);
  const section = sections[sectionOf(argument) ?? -1] ?? (await chooseSection(cluster, sections));
  if (section === undefined) return;
  const { renderSectionText } = await import("../../cluster/installer/install-text");
  await vscode.env.clipboard.writeText(`${renderSectionText(section)}\n`);
  const lacking = missing.filter((key) => sectionText(section).includes(placeholder(key)));
  if (lacking.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied: {0}", section.title), 5_000);
    return;
  }
  const manage = vscode.l10n.t("Manage Secrets");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "Copied with placeholders such as {0}: there is no value yet for {1}.",
      placeholder(lacking[0] ?? ""),
      lacking.map(shortName).join(", "),
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("openviduCluster.manageSecrets", manifest);
}

async function sectionsWithSecrets(
  app: App,
  manifest: vscode.Uri,
  cluster: Cluster,
): Promise<{ readonly sections: readonly InstallSection[]; readonly missing: readonly string[] }> {
  const [{ installSections }, { knownValues }] = await Promise.all([
    import("../../cluster/installer/install-sections"),
    import("../../operations/secrets/known-values"),
  ]);
  const { values, missing } = await knownValues(cluster, "with", {
    runtime: nodeRuntime(),
    secrets: app.secrets.storeFor(cluster),
    directory: path.dirname(manifest.fsPath),
  });
  return { missing, sections: installSections(cluster, (key) => values.get(key) ?? placeholder(key)) };
}

function placeholder(key: string): string {
  return `<${shortName(key)}>`;
}

function shortName(key: string): string {
  return key.replace(/^credentials\./, "");
}

function sectionText(section: InstallSection): string {
  return section.kind === "commands" ? section.command : "";
}

/** The section that a button of the document stands above. */
function sectionOf(argument: unknown): number | undefined {
  const asked = typeof argument === "object" && argument !== null && "section" in argument;
  return asked && typeof argument.section === "number" ? argument.section : undefined;
}

async function chooseSection(
  cluster: Cluster,
  sections: readonly InstallSection[],
): Promise<InstallSection | undefined> {
  const items = sections.map((section, index) => ({
    label: `${String(index + 1)}. ${section.title}`,
    description: section.kind === "commands" ? vscode.l10n.t("with secrets") : "",
    section,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Cluster {0}", cluster.name),
    placeHolder: vscode.l10n.t("Which section to copy?"),
  });
  return chosen?.section;
}
