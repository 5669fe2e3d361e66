import type { Location, ReferenceParams } from "vscode-languageserver";
import { anchorFamilyAt, membersOf } from "../cluster/language/anchors";
import { nodeFamilyAt, placesOf } from "../cluster/language/node-family";
import type { SourceRange } from "../cluster/source-range";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/**
 * The aliases of the anchor at a position, or the jump hosts that go through the node there; with the anchor, name or
 * address itself where the editor asks for the declaration too.
 */
function references(
  { uri, document }: OpenManifest,
  { position, context }: Pick<ReferenceParams, "position" | "context">,
): Location[] | null {
  const places = placesAt(document, document.offsetAt(position), context.includeDeclaration);
  return places?.map((range) => ({ uri, range: toRange(document, range) })) ?? null;
}

function placesAt(
  document: OpenManifest["document"],
  offset: number,
  declaration: boolean,
): readonly SourceRange[] | undefined {
  const anchors = anchorFamilyAt(document, offset);
  if (anchors !== undefined)
    return (declaration ? membersOf(anchors) : anchors.aliases).map(({ range }) => range);
  const family = nodeFamilyAt(document, offset);
  return family && (declaration ? placesOf(family) : family.references);
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
