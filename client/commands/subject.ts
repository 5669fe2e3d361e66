import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/protocol";
import type { App } from "../app";
import { readAddress, SCHEME } from "../output/documents";

/** What a command was called on. */
export interface Subject {
  readonly manifest: vscode.Uri;
  readonly node?: string;
}

/**
 * What a command is about: the tree's row, the file of an editor's button, or what an item's click hands over.
 * Undefined where it was called without one, as from the palette.
 */
export function subjectOf(app: App, argument: unknown): Subject | undefined {
  if (argument instanceof vscode.Uri) return { manifest: argument };
  const subject = typeof argument === "string" ? app.tree.subjectOf(argument) : argument;
  if (typeof subject !== "object" || subject === null || !("manifestId" in subject)) return undefined;
  if (typeof subject.manifestId !== "string") return undefined;
  const manifest = vscode.Uri.parse(subject.manifestId);
  const node = "node" in subject && typeof subject.node === "string" ? subject.node : undefined;
  return node === undefined ? { manifest } : { manifest, node };
}

/** The manifest that a command is about: its argument's, the active editor's, the only one, or the one that the user picks. */
export async function chooseManifest(app: App, argument: unknown): Promise<vscode.Uri | undefined> {
  const given = subjectOf(app, argument)?.manifest ?? activeManifest();
  if (given !== undefined) return given;
  await app.manifests.start();
  const manifests = app.manifests.list();
  const [first, ...others] = manifests;
  if (first === undefined) {
    await tellThereIsNone();
    return undefined;
  }
  if (others.length === 0) return vscode.Uri.parse(first.id);
  const items = manifests.map(({ id, name, domain, path }) => ({
    label: name,
    description: domain ?? "",
    detail: path,
    id,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which cluster?") });
  return chosen === undefined ? undefined : vscode.Uri.parse(chosen.id);
}

function activeManifest(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme === SCHEME) return vscode.Uri.parse(readAddress(document.uri).manifest);
  return document?.languageId === LANGUAGE_ID ? document.uri : undefined;
}

async function tellThereIsNone(): Promise<void> {
  const create = vscode.l10n.t("New Cluster Manifest");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("There is no cluster manifest in this workspace."),
    create,
  );
  if (chosen === create) await vscode.commands.executeCommand("openviduCluster.newManifest");
}
