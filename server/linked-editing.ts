import type { LinkedEditingRanges, Position } from "vscode-languageserver";
import { anchorFamilyAt, membersOf, nameRange } from "../cluster/language/anchors";
import { ANCHOR_NAME } from "../cluster/language/rename-anchor";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** The names of an anchor and its aliases, which change together while one of them is typed over. */
function linkedRanges({ document }: OpenManifest, position: Position): LinkedEditingRanges | null {
  const family = anchorFamilyAt(document, document.offsetAt(position));
  if (family?.anchor === undefined || family.aliases.length === 0) return null;
  return {
    ranges: membersOf(family).map((mark) => toRange(document, nameRange(mark))),
    wordPattern: ANCHOR_NAME,
  };
}

export const linkedEditingFeature: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  serve(connection, context) {
    connection.languages.onLinkedEditingRange(
      forManifest("Linked editing", context, null, (manifest, { position }) =>
        linkedRanges(manifest, position),
      ),
    );
  },
};
