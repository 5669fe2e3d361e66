import {
  LSPErrorCodes,
  ResponseError,
  type Position,
  type PrepareRenameResult,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { anchorFamilyAt, membersOf, nameRange } from "../cluster/language/anchors";
import { nodeFamilyAt, placesOf } from "../cluster/language/node-family";
import { anchorNameProblem, renameAnchor } from "../cluster/language/rename-anchor";
import { nodeNameProblem, renameNode } from "../cluster/language/rename-node";
import type { SourceRange, TextChange } from "../cluster/source-range";
import type { ClientAbilities } from "./client-abilities";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";
import { workspaceEdit } from "./workspace-edit";

const ONLY_THESE =
  "Only a node's name or address, and an anchor (&name) with its aliases (*name), can be renamed here.";

/** Something with a name, and what gives it another one. */
interface Renamable {
  readonly text: string;
  readonly places: readonly SourceRange[];
  /** Why it cannot be called so; undefined where it can. */
  readonly problem: (newName: string) => string | undefined;
  readonly rename: (newName: string) => readonly TextChange[];
}

function renamableAt(document: OpenManifest["document"], offset: number): Renamable | undefined {
  const anchors = anchorFamilyAt(document, offset);
  if (anchors !== undefined)
    return {
      text: anchors.name,
      places: membersOf(anchors).map(nameRange),
      problem: (newName) => anchorNameProblem(document, anchors, newName),
      rename: (newName) => renameAnchor(anchors, newName),
    };
  const node = nodeFamilyAt(document, offset);
  return (
    node && {
      text: node.text,
      places: placesOf(node),
      problem: (newName) => nodeNameProblem(document, node, newName),
      rename: (newName) => renameNode(node, newName),
    }
  );
}

/** The name that a rename at a position would change. */
function prepareRename({ document }: OpenManifest, position: Position): PrepareRenameResult | ResponseError {
  const offset = document.offsetAt(position);
  const found = renamableAt(document, offset);
  // The sign of an anchor or alias is not a part of its name, but the cursor may stand before it.
  const range = found?.places.find(({ start, end }) => start - 1 <= offset && offset <= end);
  if (found === undefined || range === undefined) return refused(ONLY_THESE);
  return { range: toRange(document, range), placeholder: found.text };
}

/** The edit that gives an anchor and its aliases, or a node, another name; an address changes where jump hosts name it too. */
function rename(
  manifest: OpenManifest,
  { position, newName }: { readonly position: Position; readonly newName: string },
  abilities: ClientAbilities,
): WorkspaceEdit | ResponseError {
  const { document } = manifest;
  const found = renamableAt(document, document.offsetAt(position));
  if (found === undefined) return refused(ONLY_THESE);
  const problem = found.problem(newName);
  return problem === undefined ? workspaceEdit(manifest, found.rename(newName), abilities) : refused(problem);
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
        refused(ONLY_THESE),
        (manifest, { position }) => prepareRename(manifest, position),
      ),
    );
    connection.onRenameRequest(
      forManifest<
        { textDocument: { uri: string }; position: Position; newName: string },
        WorkspaceEdit | ResponseError
      >("Rename", context, refused(ONLY_THESE), (manifest, params) =>
        rename(manifest, params, context.abilities),
      ),
    );
  },
};
