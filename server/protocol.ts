/** Messages that client and server share beyond the Language Server Protocol. */

/** The language's id, in the client's contributions and the server's document selector. */
export const LANGUAGE_ID = "openvidu-cluster";

/**
 * How Node is told to run the server: the room for new objects stays small. Without it, reading a manifest of ten
 * thousand nodes takes 100 MiB more and one of six nodes 10 MiB, and nothing gets faster by it.
 */
export const SERVER_NODE_ARGUMENTS: readonly string[] = ["--max-semi-space-size=2"];
/** Commands of the client that the server's answers may name, where `initialize` says that it has them. */
export const MIGRATE_COMMAND = "openviduCluster.migrateManifest";
export const MOVE_SECRET_COMMAND = "openviduCluster.moveSecret";
export const DEPLOY_COMMAND = "openviduCluster.deploy";
export const REFRESH_COMMAND = "openviduCluster.refresh";
export const INSTALL_COMMANDS_COMMAND = "openviduCluster.showInstallCommands";
export const FIREWALL_COMMAND = "openviduCluster.exportFirewall";
export const SECRETS_COMMAND = "openviduCluster.manageSecrets";
export const NODE_OUTPUT_COMMAND = "openviduCluster.showNodeOutput";

/** Those of them that this client has. */
export const SERVER_COMMANDS: readonly string[] = [
  MIGRATE_COMMAND,
  MOVE_SECRET_COMMAND,
  DEPLOY_COMMAND,
  REFRESH_COMMAND,
  INSTALL_COMMANDS_COMMAND,
  FIREWALL_COMMAND,
  SECRETS_COMMAND,
  NODE_OUTPUT_COMMAND,
];

/** What the client sends with `initialize`. */
export interface InitializationOptions {
  readonly commands?: readonly string[];
}

/** What `openviduCluster.moveSecret` is about; the value itself is in no message. */
export interface SecretPlace {
  readonly uri: string;
  readonly path: readonly (string | number)[];
}

/** Request: which release is in force in an open manifest. Null for a document that is not open. */
export const STATE_REQUEST = "openviduCluster/manifestState";

export interface StateParams {
  readonly textDocument: { readonly uri: string };
}

export interface ManifestState {
  /** Nothing of the file could be read; a finding says why. */
  readonly unread?: true;
  /** As the manifest names it; absent where it names none. */
  readonly release?: string;
  /** The release whose facts are in force; absent where the release is missing or unknown. */
  readonly inForce?: string;
  readonly errors: number;
}
