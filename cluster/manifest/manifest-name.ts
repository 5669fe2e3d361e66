/** The file names that the editor and the command line take for manifests; those of the language's contribution. */
export const MANIFEST_NAME = /^(?:openvidu-cluster|.+\.openvidu)\.ya?ml$/;

const MEGABYTE = 1024 * 1024;

/** A manifest is a few kilobytes; a file of more megabytes is something else, and is not read. */
export const MOST_MEGABYTES = 20;

/** The same in bytes. */
export const MOST_BYTES = MOST_MEGABYTES * MEGABYTE;

/** A size as people are told it: "200 MB". */
export function megabytes(bytes: number): string {
  return `${String(Math.round(bytes / MEGABYTE))} MB`;
}
