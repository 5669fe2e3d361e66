import { DocumentHighlightKind, type DocumentHighlight, type Position } from "vscode-languageserver";
import { anchorFamilyAt, membersOf } from "../cluster/language/anchors";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** An anchor and its aliases; nothing elsewhere, where the editor looks for the same word by itself. */
function highlights({ document }: OpenManifest, position: Position): DocumentHighlight[] | null {
  const family = anchorFamilyAt(document, document.offsetAt(position));
  if (family === undefined) return null;
  return membersOf(family).map(({ kind, range }) => ({
    range: toRange(document, range),
    kind: kind === "anchor" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

export const documentHighlightFeature: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  serve(connection, context) {
    connection.onDocumentHighlight(
      forManifest("Highlight", context, null, (manifest, { position }) => highlights(manifest, position)),
    );
  },
};
