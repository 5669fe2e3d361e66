import * as vscode from "vscode";
import { checkManifest } from "../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import { literalSecretAt } from "../../cluster/refactor/move-secret";
import type { Path } from "../../cluster/source-range";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";
import type { App } from "../app";

/** Keeps a secret that stands in a manifest in the secret storage, and writes a reference in its place. */
export async function moveSecret(app: App, argument: unknown): Promise<void> {
  const place = readPlace(argument);
  if (place === undefined) return;
  const document = await vscode.workspace.openTextDocument(place.uri);
  const model = new ManifestDocument(document.getText());
  const literal = literalSecretAt(model, place.path);
  if (literal === undefined) return;
  const { name, domain } = checkManifest(model).draft;
  if (name === undefined || domain === undefined) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t("Give the manifest a name and a domain first: secrets are kept for a cluster."),
    );
    return;
  }
  const store = app.secrets.storeFor({ name, domain });
  const secret = new Secret(literal.value);
  const kept = await freeName(store, literal.name, secret);
  await store.set(new Map([[kept, secret]]));
  const { range, newText } = literal.replaceBy(kept);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
    newText,
  );
  if (!(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t("{0} is kept now, but the manifest could not be changed.", kept),
    );
    return;
  }
  app.log.info(`The secret ${kept} of cluster ${name} is kept in ${store.keptIn}.`);
  await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "{0} is kept in {1}. It stays in what was saved or committed before: change it there.",
      kept,
      store.keptIn,
    ),
  );
}

function readPlace(argument: unknown): { readonly uri: vscode.Uri; readonly path: Path } | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  if (!("uri" in argument) || typeof argument.uri !== "string") return undefined;
  if (!("path" in argument) || !Array.isArray(argument.path)) return undefined;
  const path: unknown[] = argument.path;
  const isPath = path.every((step): step is string | number => ["string", "number"].includes(typeof step));
  return isPath ? { uri: vscode.Uri.parse(argument.uri), path } : undefined;
}

/** The name itself, or with a number behind it where the store has another secret under it. */
async function freeName(store: SecretStore, name: string, secret: Secret): Promise<string> {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name}-${String(number)}`;
    const kept = await store.get(tried);
    if (kept === undefined || kept.reveal() === secret.reveal()) return tried;
  }
}
