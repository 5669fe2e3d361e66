import { randomUUID } from "node:crypto";
import { chmod, lstat, mkdir, open, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { CommandError } from "./terminal";

export interface NewFile {
  readonly text: string;
  /** As chmod takes it. */
  readonly mode: number;
}

/** Files by absolute path. */
export type Files = ReadonlyMap<string, NewFile>;

/** Whether what is there already may be replaced. */
export type Replacing = "refuse" | "replace";

/** Files that are written whole beside their places, and only need to be put there. */
export interface PreparedFiles {
  /** Puts them there. Throws CommandError that names what is there by then. */
  place(): Promise<void>;
  /** Forgets them: nothing of them is left. */
  discard(): Promise<void>;
}

/** Ends the command where a file is there already, and where something is that no file can replace. */
export async function refuseExisting(file: string, replacing: Replacing): Promise<void> {
  const there = await kindOf(file);
  if (there === "nothing") return;
  if (there === "folder") throw new CommandError(`${file} is a folder. Name a file.`);
  if (there === "other") throw new CommandError(`${file} is no file. Name a file.`);
  if (replacing === "refuse")
    throw new CommandError(`${file} is there already. Name another file, or replace it with --force.`);
}

/** What is there; a link is what it leads to, and a file where it leads nowhere. */
async function kindOf(file: string): Promise<"nothing" | "file" | "folder" | "other"> {
  try {
    await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "nothing";
    throw unwritable(file, error);
  }
  try {
    const found = await stat(file);
    if (found.isFile()) return "file";
    return found.isDirectory() ? "folder" : "other";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "file";
    throw unwritable(file, error);
  }
}

/** Writes the files at once where all of them can be written; otherwise throws CommandError, and nothing is changed. */
export async function writeFiles(files: Files, replacing: Replacing): Promise<void> {
  await (await prepareFiles(files, replacing)).place();
}

/**
 * Writes the files under other names, so that a full disk or a forbidden folder is known before anything is replaced.
 * Throws CommandError where one cannot be written, or is there already and may not be replaced; then nothing is left of them.
 */
export async function prepareFiles(files: Files, replacing: Replacing): Promise<PreparedFiles> {
  for (const file of files.keys()) await refuseExisting(file, replacing);
  const waiting: { readonly file: string; readonly temporary: string }[] = [];
  const madeFor = new Map<string, string>();
  const discard = async (): Promise<void> => {
    for (const { temporary } of waiting) await rm(temporary, { force: true });
    for (const [folder, first] of madeFor) await removeEmpty(folder, first);
  };
  for (const [file, { text, mode }] of files) {
    const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
    try {
      const first = await mkdir(path.dirname(file), { recursive: true });
      if (first !== undefined) madeFor.set(path.dirname(file), first);
      waiting.push({ file, temporary });
      await writeWhole(temporary, text, mode);
    } catch (error) {
      await discard();
      throw unwritable(file, error);
    }
  }
  const place = async (): Promise<void> => {
    const placed: string[] = [];
    for (const { file, temporary } of waiting) {
      try {
        // A link, or a file that others may read, is replaced and never written into.
        await rename(temporary, file);
        placed.push(file);
      } catch (error) {
        for (const left of waiting) await rm(left.temporary, { force: true });
        const before = placed.length === 0 ? "" : ` Written before: ${placed.join(", ")}.`;
        throw new CommandError(`${unwritable(file, error).message}${before}`);
      }
    }
  };
  return { place, discard };
}

async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const handle = await open(file, "wx", mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // What is for the owner alone stays so whatever the umask; the rest follows it.
  if ((mode & 0o077) === 0) await chmod(file, mode);
}

/** Removes the folders from this one up to the first that was made for it; one that is used by now stays. */
async function removeEmpty(folder: string, first: string): Promise<void> {
  for (let at = folder; at.startsWith(first); at = path.dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is no folder",
  EEXIST: "a part of its path is no folder",
  ENAMETOOLONG: "its name is too long",
};

/** Why something cannot be written, in words for the end of a sentence. */
export function whyUnwritable(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

function unwritable(file: string, error: unknown): CommandError {
  return new CommandError(`${file} cannot be written: ${whyUnwritable(error)}. Name another file.`);
}
