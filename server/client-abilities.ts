import type { ClientCapabilities } from "vscode-languageserver";

/** What the editor said it can do, as far as an answer depends on it. */
export interface ClientAbilities {
  readonly snippets: boolean;
  readonly relatedInformation: boolean;
  /** Edits that name the version of the document that they are for. */
  readonly versionedEdits: boolean;
  /** The editor asks for diagnostics; others are told unasked. */
  readonly pullDiagnostics: boolean;
  /** Asks whether and what it can rename before it does. */
  readonly prepareRename: boolean;
  /** Shows an outline as a tree. */
  readonly symbolTrees: boolean;
}

export const NO_ABILITIES: ClientAbilities = {
  snippets: false,
  relatedInformation: false,
  versionedEdits: false,
  pullDiagnostics: false,
  prepareRename: false,
  symbolTrees: false,
};

/** Reads the abilities from what the editor sends with `initialize`. */
export function clientAbilities({ textDocument, workspace }: ClientCapabilities): ClientAbilities {
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    relatedInformation:
      (textDocument?.diagnostic ?? textDocument?.publishDiagnostics)?.relatedInformation ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    prepareRename: textDocument?.rename?.prepareSupport ?? false,
  };
}
