import { opendirSync, statSync } from "node:fs";
import path from "node:path";

/** What is in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** Lists a folder by its absolute path; empty where there is none, or it may not be read. */
export type ListFolder = (folder: string) => readonly FolderEntry[];

/** More entries than this nobody scrolls through, and a list has to be there at once. */
const MOST_ENTRIES = 1000;

/** What a half-typed path leads to: nothing is there, or nothing that one may look into. */
const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP", "ENAMETOOLONG"]);

/** Lists a folder of this machine. */
export const listFolder: ListFolder = (folder) => {
  const entries: FolderEntry[] = [];
  try {
    const directory = opendirSync(folder);
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        const leadsTo = entry.isSymbolicLink() ? statOf(path.join(folder, entry.name)) : entry;
        if (leadsTo !== undefined && (leadsTo.isDirectory() || leadsTo.isFile()))
          entries.push({ name: entry.name, kind: leadsTo.isDirectory() ? "folder" : "file" });
        if (entries.length >= MOST_ENTRIES) break;
      }
    } finally {
      directory.closeSync();
    }
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
  return entries;
};

function statOf(file: string): ReturnType<typeof statSync> {
  return statSync(file, { throwIfNoEntry: false });
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && NOT_THERE.has(String(error.code));
}
