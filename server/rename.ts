import {
  LSPErrorCodes,
  ResponseError,
  type Position,
  type PrepareRenameResult,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { anchorFamilyAt, membersOf, nameRange } from "../cluster/language/anchors";
import { anchorNameProblem, renameAnchor } from "../cluster/language/rename-anchor";
import type { ClientAbilities } from "./client-abilities";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";
import { workspaceEdit } from "./workspace-edit";

const ONLY_ANCHORS = "Only an anchor (&name) and its aliases (*name) can be renamed here.";

/** The name that a rename at a position would change. */
function prepareRename({ document }: OpenManifest, position: Position): PrepareRenameResult | ResponseError {
  const offset = document.offsetAt(position);
  const family = anchorFamilyAt(document, offset);
  if (family === undefined) return refused(ONLY_ANCHORS);
  const mark = membersOf(family).find(({ range }) => range.start <= offset && offset <= range.end);
  if (mark === undefined) return refused(ONLY_ANCHORS);
  return { range: toRange(document, nameRange(mark)), placeholder: family.name };
}

/** The edit that gives an anchor and its aliases a new name. */
function rename(
  manifest: OpenManifest,
  { position, newName }: { readonly position: Position; readonly newName: string },
  abilities: ClientAbilities,
): WorkspaceEdit | ResponseError {
  const { document } = manifest;
  const family = anchorFamilyAt(document, document.offsetAt(position));
  if (family === undefined) return refused(ONLY_ANCHORS);
  const problem = anchorNameProblem(document, family, newName);
  return problem === undefined
    ? workspaceEdit(manifest, renameAnchor(family, newName), abilities)
    : refused(problem);
}

function refused(why: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}

export const renameFeature: Feature = {
  capabilities: ({ prepareRename }) => ({ renameProvider: prepareRename ? { prepareProvider: true } : true }),
  serve(connection, context) {
    connection.onPrepareRename(
      forManifest<{ textDocument: { uri: string }; position: Position }, PrepareRenameResult | ResponseError>(
        "Rename",
        context,
        refused(ONLY_ANCHORS),
        (manifest, { position }) => prepareRename(manifest, position),
      ),
    );
    connection.onRenameRequest(
      forManifest<
        { textDocument: { uri: string }; position: Position; newName: string },
        WorkspaceEdit | ResponseError
      >("Rename", context, refused(ONLY_ANCHORS), (manifest, params) =>
        rename(manifest, params, context.abilities),
      ),
    );
  },
};
