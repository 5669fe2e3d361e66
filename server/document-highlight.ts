import { DocumentHighlightKind, type DocumentHighlight, type Position } from "vscode-languageserver";
import { anchorFamilyAt, membersOf } from "../cluster/language/anchors";
import { nodeFamilyAt } from "../cluster/language/node-family";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/**
 * An anchor and its aliases, a node and the jump hosts that go through it; nothing elsewhere, where the editor looks
 * for the same word by itself.
 */
function highlights({ document }: OpenManifest, position: Position): DocumentHighlight[] | null {
  const offset = document.offsetAt(position);
  const anchors = anchorFamilyAt(document, offset);
  if (anchors !== undefined)
    return membersOf(anchors).map(({ kind, range }) => ({
      range: toRange(document, range),
      kind: kind === "anchor" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  const node = nodeFamilyAt(document, offset);
  if (node === undefined || node.references.length === 0) return null;
  return [
    ...node.own.map((range) => ({ range: toRange(document, range), kind: DocumentHighlightKind.Write })),
    ...node.references.map((range) => ({
      range: toRange(document, range),
      kind: DocumentHighlightKind.Read,
    })),
  ];
}

export const documentHighlightFeature: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  serve(connection, context) {
    connection.onDocumentHighlight(
      forManifest("Highlight", context, null, (manifest, { position }) => highlights(manifest, position)),
    );
  },
};
