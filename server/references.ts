import type { Location, ReferenceParams } from "vscode-languageserver";
import { anchorFamilyAt, membersOf } from "../cluster/language/anchors";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** The aliases of the anchor at a position; with the anchor itself where the editor asks for the declaration too. */
function references(
  { uri, document }: OpenManifest,
  { position, context }: Pick<ReferenceParams, "position" | "context">,
): Location[] | null {
  const family = anchorFamilyAt(document, document.offsetAt(position));
  if (family === undefined) return null;
  const marks = context.includeDeclaration ? membersOf(family) : family.aliases;
  return marks.map(({ range }) => ({ uri, range: toRange(document, range) }));
}

export const referencesFeature: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  serve(connection, context) {
    connection.onReferences(
      forManifest("References", context, null, (manifest, params: ReferenceParams) =>
        references(manifest, params),
      ),
    );
  },
};
