import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder that a manifest is in; undefined for one that is not on this machine's disk. */
export function folderOf(uri: string): string | undefined {
  const file = filePath(uri);
  return file === undefined ? undefined : path.dirname(file);
}

/** A path as a manifest writes it (`~/…`, absolute, or relative to the manifest) made absolute. */
export function absolutePath(written: string, folder: string): string {
  if (written === "~" || written.startsWith("~/")) return path.join(homedir(), written.slice(2));
  return path.resolve(folder, written);
}

/** The address of a file that a manifest names; undefined where the manifest is not on this machine's disk. */
export function fileUri(written: string, manifestUri: string): string | undefined {
  const folder = folderOf(manifestUri);
  return folder === undefined ? undefined : pathToFileURL(absolutePath(written, folder)).href;
}

/** The path of a file's URI; undefined for anything else. */
export function filePath(uri: string): string | undefined {
  if (!/^file:\/\/\//i.test(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // Such as a Windows path without its drive.
    return undefined;
  }
}

/** What makes a document one and the same, however its URI is written. */
export function documentId(uri: string): string {
  return filePath(uri) ?? uri;
}
