/** Messages that client and server share beyond the Language Server Protocol. */

/** The language's id, in the client's contributions and the server's document selector. */
export const LANGUAGE_ID = "openvidu-cluster";
