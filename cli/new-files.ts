import { Secret } from "../operations/secrets/secret";
import type { FileStore } from "../operations/secrets/file-store";
import { prepareFiles, type Files, type Replacing } from "./place-files";
import { CommandError } from "./terminal";

/** Files and secrets that a command makes. */
export interface NewFiles {
  readonly files: Files;
  readonly secrets: ReadonlyMap<string, string>;
  readonly store: FileStore;
}

/**
 * Keeps the secrets and writes the files: both, or neither. The files are ready before the secrets are kept, and only
 * put in their places after it. Throws with nothing changed; where that last step fails, the message says what is there.
 */
export async function writeNewFiles(
  { files, secrets, store }: NewFiles,
  replacing: Replacing,
): Promise<void> {
  for (const file of files.keys()) refuseSameFile(file, store);
  if (replacing === "refuse") await refuseOtherSecrets(secrets, store);
  const prepared = await prepareFiles(files, replacing);
  try {
    await store.set(new Map([...secrets].map(([name, value]) => [name, new Secret(value)])));
  } catch (error) {
    await prepared.discard();
    throw error;
  }
  try {
    await prepared.place();
  } catch (error) {
    if (!(error instanceof CommandError) || secrets.size === 0) throw error;
    throw new CommandError(
      `${error.message} The secrets are kept in ${store.keptIn}: ${[...secrets.keys()].join(", ")}.`,
    );
  }
}

/** Ends the command where a file would be written over its own secrets. */
export function refuseSameFile(file: string, store: FileStore): void {
  if (file !== store.path) return;
  throw new CommandError(`${file} cannot hold both the manifest and its secrets. Name two files.`);
}

/** A secret that is kept already may belong to a running cluster. */
async function refuseOtherSecrets(secrets: ReadonlyMap<string, string>, store: FileStore): Promise<void> {
  for (const [name, value] of secrets) {
    const kept = await store.get(name);
    if (kept === undefined || kept.reveal() === value) continue;
    throw new CommandError(
      `${store.keptIn} has another '${name}' already. Name the cluster otherwise, name another file with --secrets-file, or replace it with --force.`,
    );
  }
}
