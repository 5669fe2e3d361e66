/** Messages that client and server share beyond the Language Server Protocol. */
import type { WorkspaceEdit } from "vscode-languageserver";

/** The language's id, in the client's contributions and the server's document selector. */
export const LANGUAGE_ID = "openvidu-cluster";

/** Commands of the client that the server's answers may name, where `initialize` says that it has them. */
export const MIGRATE_COMMAND = "openviduCluster.migrateManifest";
export const MOVE_SECRET_COMMAND = "openviduCluster.moveSecret";
export const DEPLOY_COMMAND = "openviduCluster.deploy";
export const REFRESH_COMMAND = "openviduCluster.refresh";
export const INSTALL_COMMANDS_COMMAND = "openviduCluster.showInstallCommands";
export const NODE_OUTPUT_COMMAND = "openviduCluster.showNodeOutput";

/** What the client sends with `initialize`. */
export interface InitializationOptions {
  readonly commands?: readonly string[];
}

/** Request: what takes an open manifest to a release. Null for a document that is not open. */
export const MIGRATION_REQUEST = "openviduCluster/migration";

export interface MigrationParams {
  readonly textDocument: { readonly uri: string };
  readonly release: string;
}

export interface MigrationAnswer {
  readonly edit: WorkspaceEdit;
  /** What no edit can do, or what is worth knowing. */
  readonly notes: readonly string[];
}

/** Notification to the client, after each check of a manifest. */
export const MANIFEST_STATE = "openviduCluster/manifestState";

export interface ManifestState {
  readonly uri: string;
  /** As the manifest names it; absent where it names none. */
  readonly release?: string;
  /** The release whose facts are in force; absent where the release is missing or unknown. */
  readonly inForce?: string;
  readonly errors: number;
  readonly warnings: number;
}
