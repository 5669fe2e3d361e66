import type { ClientCapabilities } from "vscode-languageserver";
import type { InitializationOptions } from "./protocol";

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
  /** The editor asks for diagnostics; others are told unasked. */
  readonly pullDiagnostics: boolean;
  /** It can be told that what it asked for may be another now. */
  readonly refreshDiagnostics: boolean;
  /** Asks whether and what it can rename before it does. */
  readonly prepareRename: boolean;
  /** Shows an outline as a tree. */
  readonly symbolTrees: boolean;
  /** Edits that a person confirms one by one. */
  readonly changeAnnotations: boolean;
  /** The commands of its own that an answer may name. */
  readonly commands: ReadonlySet<string>;
}

export const NO_ABILITIES: ClientAbilities = {
  snippets: false,
  relatedInformation: false,
  diagnosticTags: false,
  diagnosticLinks: false,
  versionedEdits: false,
  pullDiagnostics: false,
  refreshDiagnostics: false,
  prepareRename: false,
  symbolTrees: false,
  changeAnnotations: false,
  commands: new Set(),
};

/** Reads the abilities from what the editor sends with `initialize`. */
export function clientAbilities(
  { textDocument, workspace }: ClientCapabilities,
  options: InitializationOptions = {},
): ClientAbilities {
  const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    relatedInformation: diagnostics?.relatedInformation ?? false,
    diagnosticTags: diagnostics?.tagSupport !== undefined,
    diagnosticLinks: diagnostics?.codeDescriptionSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    prepareRename: textDocument?.rename?.prepareSupport ?? false,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    commands: new Set(options.commands),
  };
}
