import * as vscode from "vscode";
import { checkManifest } from "../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import { migrate } from "../../cluster/refactor/migrate";
import type { Migration } from "../../cluster/refactor/migration";
import { releases } from "../../cluster/release/catalogue";
import type { App } from "../app";
import { chooseManifest } from "./subject";

/** Takes a manifest to a release that the user picks; every change is seen in the refactor preview before it is made. */
export async function migrateManifest(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const document = await vscode.workspace.openTextDocument(manifest);
  const model = new ManifestDocument(document.getText());
  const check = checkManifest(model);
  const version = await pickRelease(check.draft.release, check.release?.version);
  const target = releases.find((release) => release.version === version);
  if (target === undefined) return;
  await vscode.window.showTextDocument(document);
  const migration = migrate(model, check, target);
  const done = await vscode.workspace.applyEdit(previewed(document, migration), { isRefactoring: true });
  // Whoever confirms none of the changes has not migrated.
  if (done && document.getText() !== model.text) await tell(migration);
}

async function pickRelease(
  written: string | undefined,
  inForce: string | undefined,
): Promise<string | undefined> {
  const newest = releases.at(-1)?.version;
  const items = releases
    .map(({ version }) => ({
      label: version,
      description: [
        ...(version === inForce ? [vscode.l10n.t("in force")] : []),
        ...(version === newest ? [vscode.l10n.t("newest known")] : []),
      ].join(", "),
    }))
    .filter(({ label }) => label !== written)
    .reverse();
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Migrate Manifest to Another Release"),
    placeHolder: vscode.l10n.t("Which release? You see every change before it is made."),
  });
  return chosen?.label;
}

/** Each change with what it is for, to be confirmed. */
function previewed(document: vscode.TextDocument, { steps }: Migration): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { title, why, changes } of steps) {
    for (const { range, newText } of changes) {
      const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
      const metadata = { needsConfirmation: true, label: title, description: why };
      edit.replace(document.uri, place, newText, metadata);
    }
  }
  return edit;
}

async function tell({ notes }: Migration): Promise<void> {
  if (notes.length > 0) await vscode.window.showInformationMessage(notes.join(" "));
}
