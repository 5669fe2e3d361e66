import { SymbolKind, type SymbolInformation, type WorkspaceSymbolParams } from "vscode-languageserver";
import { namesMatching } from "../cluster/language/workspace-names";
import { answering } from "./answer";
import type { Feature } from "./feature";
import type { KnownManifest } from "./known-manifest";
import { toRange } from "./positions";

/** The clusters and nodes of manifests whose names have the query's letters. */
function workspaceSymbols(manifests: readonly KnownManifest[], query: string): SymbolInformation[] {
  return manifests.flatMap(({ uri, document }) =>
    namesMatching(document, query).map(({ kind, name, cluster, range }) => ({
      name,
      kind: kind === "cluster" ? SymbolKind.Package : SymbolKind.Struct,
      location: { uri, range: toRange(document, range) },
      ...(cluster === undefined ? {} : { containerName: cluster }),
    })),
  );
}

export const workspaceSymbolFeature: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  serve(connection, context) {
    connection.onWorkspaceSymbol(
      answering(
        "Workspace symbols",
        (message) => {
          context.logError(message);
        },
        ({ query }: WorkspaceSymbolParams) =>
          workspaceSymbols([...context.all(), ...context.onDisk()], query),
      ),
    );
  },
};
