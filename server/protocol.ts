/** Messages that client and server share beyond the Language Server Protocol. */

/** The language's id, in the client's contributions and the server's document selector. */
export const LANGUAGE_ID = "openvidu-cluster";

/**
 * How Node is told to run the server: the room for new objects stays small. Without it, reading a manifest of ten
 * thousand nodes takes 100 MiB more, and nothing gets faster by it.
 */
export const SERVER_NODE_ARGUMENTS: readonly string[] = ["--max-semi-space-size=8"];
