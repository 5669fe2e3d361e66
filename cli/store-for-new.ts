import path from "node:path";
import { FileStore, usualSecretsFile } from "../operations/secrets/file-store";
import type { Runtime } from "../operations/runtime";
import { refuseSameFile } from "./new-files";
import type { Terminal } from "./terminal";

/** The file that keeps the secrets of a cluster whose manifest is being made: the one where other commands will look for them. */
export function storeForNew(
  cluster: { readonly name: string; readonly domain: string },
  secretsFile: string | undefined,
  runtime: Runtime,
  terminal: Terminal,
): FileStore {
  return namedStore(secretsFile, terminal) ?? new FileStore(usualSecretsFile(cluster, runtime));
}

/**
 * Ends the command where secrets could not be kept in the file that the user names, before anything is asked or read.
 * Which file it is otherwise depends on the answers.
 */
export async function refuseSecretsFile(
  secretsFile: string | undefined,
  manifest: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const store = namedStore(secretsFile, terminal);
  if (store === undefined) return;
  if (manifest !== undefined) refuseSameFile(manifest, store);
  await store.names();
}

function namedStore(secretsFile: string | undefined, terminal: Terminal): FileStore | undefined {
  return secretsFile === undefined
    ? undefined
    : new FileStore(path.resolve(terminal.workingDirectory, secretsFile));
}
