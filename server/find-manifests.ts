import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MANIFEST_NAME } from "../cluster/manifest/manifest-name";
import { filePath } from "./manifest-files";

/** Folders that hold no manifests, and much else. */
const SKIPPED = new Set(["node_modules", "dist", "vendor"]);
const MOST_MANIFESTS = 300;
const MOST_FOLDERS = 5000;
const MOST_LEVELS = 8;
/** More is no manifest; the editor says so where such a file is opened. */
const MOST_BYTES = 5_000_000;

/** The manifests in folders of the disk, as URIs; links are not followed. Folders that cannot be read are left out. */
export async function findManifests(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const open = folders.flatMap((uri) => {
    const folder = filePath(uri);
    return folder === undefined ? [] : [{ folder, level: 0 }];
  });
  for (let seen = 0; seen < MOST_FOLDERS && found.length < MOST_MANIFESTS; seen += 1) {
    const next = open.shift();
    if (next === undefined) break;
    const { folder, level } = next;
    for (const entry of await entriesOf(folder)) {
      if (entry.isFile() && MANIFEST_NAME.test(entry.name))
        found.push(pathToFileURL(path.join(folder, entry.name)).href);
      const goesIn = entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name);
      if (goesIn && level < MOST_LEVELS)
        open.push({ folder: path.join(folder, entry.name), level: level + 1 });
    }
  }
  return found.slice(0, MOST_MANIFESTS);
}

/** A manifest's text on disk; undefined where there is none that could be read. */
export async function readManifestText(uri: string): Promise<string | undefined> {
  const file = filePath(uri);
  if (file === undefined) return undefined;
  try {
    const { size } = await stat(file);
    return size > MOST_BYTES ? undefined : await readFile(file, "utf8");
  } catch {
    // It is gone, or somebody else's: then it has no nodes that could be compared.
    return undefined;
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
