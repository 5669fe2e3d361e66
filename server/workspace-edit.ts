import type { ChangeAnnotation, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { MigrationStep } from "../cluster/refactor/migration";
import type { TextChange } from "../cluster/source-range";
import type { ClientAbilities } from "./client-abilities";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** Changes of a manifest as the editor takes them, for the version that they are about. */
export function workspaceEdit(
  manifest: OpenManifest,
  changes: readonly TextChange[],
  abilities: ClientAbilities,
): WorkspaceEdit {
  const edits = changes.map((change) => textEdit(manifest, change));
  return abilities.versionedEdits
    ? { documentChanges: [{ textDocument: textDocument(manifest), edits }] }
    : { changes: { [manifest.uri]: edits } };
}

/** Steps that a person sees and confirms one by one, where the editor can show them so. */
export function previewedEdit(
  manifest: OpenManifest,
  steps: readonly MigrationStep[],
  abilities: ClientAbilities,
): WorkspaceEdit {
  if (!abilities.changeAnnotations || !abilities.versionedEdits)
    return workspaceEdit(
      manifest,
      steps.flatMap(({ changes }) => changes),
      abilities,
    );
  const edits = steps.flatMap(({ changes }, index) =>
    changes.map((change) => ({ ...textEdit(manifest, change), annotationId: String(index) })),
  );
  const changeAnnotations = Object.fromEntries(
    steps.map(({ title, why }, index): [string, ChangeAnnotation] => [
      String(index),
      { label: title, description: why, needsConfirmation: true },
    ]),
  );
  return { documentChanges: [{ textDocument: textDocument(manifest), edits }], changeAnnotations };
}

function textEdit({ document }: OpenManifest, { range, newText }: TextChange): TextEdit {
  return { range: toRange(document, range), newText };
}

function textDocument({ uri, version }: OpenManifest): { uri: string; version: number } {
  return { uri, version };
}
