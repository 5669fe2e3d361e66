import { SymbolKind, type DocumentSymbol, type SymbolInformation } from "vscode-languageserver";
import { outlineOf, type OutlineEntry } from "../cluster/language/outline";
import type { ClientAbilities } from "./client-abilities";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

const KIND: Readonly<Record<OutlineEntry["kind"], SymbolKind>> = {
  node: SymbolKind.Struct,
  mapping: SymbolKind.Module,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  nothing: SymbolKind.Null,
};

/** The manifest's outline: a tree, or a list for an editor that shows no trees. */
function documentSymbols(
  manifest: OpenManifest,
  { symbolTrees }: ClientAbilities,
): DocumentSymbol[] | SymbolInformation[] {
  const entries = outlineOf(manifest.document);
  return symbolTrees
    ? entries.map((entry) => symbolOf(manifest, entry))
    : entries.flatMap((entry) => flatSymbols(manifest, entry, ""));
}

function symbolOf(manifest: OpenManifest, entry: OutlineEntry): DocumentSymbol {
  const { document } = manifest;
  return {
    name: entry.name,
    detail: entry.detail,
    kind: KIND[entry.kind],
    range: toRange(document, entry.range),
    selectionRange: toRange(document, entry.nameRange),
    children: entry.children.map((child) => symbolOf(manifest, child)),
  };
}

function flatSymbols(
  manifest: OpenManifest,
  entry: OutlineEntry,
  containerName: string,
): SymbolInformation[] {
  const { uri, document } = manifest;
  const location = { uri, range: toRange(document, entry.range) };
  return [
    { name: entry.name, kind: KIND[entry.kind], location, containerName },
    ...entry.children.flatMap((child) => flatSymbols(manifest, child, entry.name)),
  ];
}

export const documentSymbolFeature: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: "OpenVidu Cluster" } }),
  serve(connection, context) {
    connection.onDocumentSymbol(
      forManifest<{ textDocument: { uri: string } }, DocumentSymbol[] | SymbolInformation[]>(
        "Outline",
        context,
        [],
        (manifest) => documentSymbols(manifest, context.abilities),
      ),
    );
  },
};
