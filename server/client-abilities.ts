import type { ClientCapabilities } from "vscode-languageserver";

/** What the editor said it can do, as far as an answer depends on it. */
export interface ClientAbilities {
  readonly snippets: boolean;
  readonly relatedInformation: boolean;
  /** Findings that say that something is unused or deprecated. */
  readonly diagnosticTags: boolean;
  /** Findings with a link to their documentation. */
  readonly diagnosticLinks: boolean;
  /** Edits that name the version of the document that they are for. */
  readonly versionedEdits: boolean;
}

export const NO_ABILITIES: ClientAbilities = {
  snippets: false,
  relatedInformation: false,
  diagnosticTags: false,
  diagnosticLinks: false,
  versionedEdits: false,
};

/** Reads the abilities from what the editor sends with `initialize`. */
export function clientAbilities({ textDocument, workspace }: ClientCapabilities): ClientAbilities {
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    diagnosticTags: textDocument?.publishDiagnostics?.tagSupport !== undefined,
    diagnosticLinks: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
  };
}
