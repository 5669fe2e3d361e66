import type { Connection, ServerCapabilities } from "vscode-languageserver";
import { answering } from "./answer";
import type { ClientAbilities } from "./client-abilities";
import type { KnownManifest } from "./known-manifest";
import type { OpenManifest } from "./open-manifest";

/** What a feature may ask for. */
export interface ServerContext {
  /** An open manifest; undefined for what is not open or none of ours. */
  get(uri: string): OpenManifest | undefined;
  /** Every open manifest. */
  all(): readonly OpenManifest[];
  /** The manifests of the workspace that are on the disk and not open. */
  onDisk(): readonly KnownManifest[];
  readonly abilities: ClientAbilities;
  logError(message: string): void;
}

/** One method of the protocol, or a few that belong together. */
export interface Feature {
  /** What the server tells the editor that it can do. */
  capabilities(abilities: ClientAbilities): ServerCapabilities;
  /** Answers the editor's requests. */
  serve(connection: Connection, context: ServerContext): void;
}

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

/** A request's handler for an open manifest: not computed when cancelled, and `nothing` where the document is none of ours. */
export function forManifest<Params extends AboutDocument, Result>(
  method: string,
  context: ServerContext,
  nothing: Result,
  handle: (manifest: OpenManifest, params: Params) => Result,
): ReturnType<typeof answering<Params, Result>> {
  return answering(
    method,
    (message) => {
      context.logError(message);
    },
    (params: Params) => {
      const manifest = context.get(params.textDocument.uri);
      return manifest === undefined ? nothing : handle(manifest, params);
    },
  );
}
