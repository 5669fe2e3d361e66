import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextChange } from "../cluster/source-range";
import type { ClientAbilities } from "./client-abilities";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** Changes of one manifest as the protocol has them, for the version that they were made for where the editor can tell. */
export function workspaceEdit(
  { uri, version, document }: OpenManifest,
  changes: readonly TextChange[],
  abilities: ClientAbilities,
): WorkspaceEdit {
  const edits = changes.map(({ range, newText }) => ({ range: toRange(document, range), newText }));
  return abilities.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
