import { lstat, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Secret } from "../operations/secrets/secret";
import type { SecretStore } from "../operations/secrets/secret-store";
import { CommandError } from "./terminal";

export interface NewFile {
  readonly text: string;
  /** As chmod takes it. */
  readonly mode: number;
}

/** Files and secrets that a command makes. */
export interface NewFiles {
  /** By absolute path. */
  readonly files: ReadonlyMap<string, NewFile>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly store: SecretStore;
}

/** Whether what is there already may be replaced. */
export type Replacing = "refuse" | "replace";

/** Ends the command where a file is there already. */
export async function refuseExisting(file: string, replacing: Replacing): Promise<void> {
  if (replacing === "replace") return;
  try {
    await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}. Name another file.`);
  }
  throw new CommandError(`${file} is there already. Name another file, or replace it with --force.`);
}

/** Keeps the secrets, then writes the files. What is there already is looked at before anything is written. */
export async function writeNewFiles(
  { files, secrets, store }: NewFiles,
  replacing: Replacing,
): Promise<void> {
  for (const file of files.keys()) await refuseExisting(file, replacing);
  if (replacing === "refuse") await refuseOtherSecrets(secrets, store);
  await store.set(new Map([...secrets].map(([name, value]) => [name, new Secret(value)])));
  for (const [file, { text, mode }] of files) {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text, { mode, flag: replacing === "replace" ? "w" : "wx" });
    } catch (error) {
      throw new CommandError(`${file} cannot be written: ${(error as Error).message}. Name another file.`);
    }
  }
}

/** A secret that is kept already may belong to a running cluster. */
async function refuseOtherSecrets(secrets: ReadonlyMap<string, string>, store: SecretStore): Promise<void> {
  for (const [name, value] of secrets) {
    const kept = await store.get(name);
    if (kept === undefined || kept.reveal() === value) continue;
    throw new CommandError(
      `${store.keptIn} has another '${name}' already. Name the cluster otherwise, name another file with --secrets-file, or replace it with --force.`,
    );
  }
}
