import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkManifest } from "../cluster/manifest/check-manifest";
import { ManifestDocument } from "../cluster/manifest/manifest-document";
import { MANIFEST_NAME } from "../cluster/manifest/manifest-name";
import { Neighbourhood } from "../cluster/neighbourhood";
import type { Surroundings } from "../cluster/surroundings";
import { readAtMost } from "./read-at-most";

/** More manifests than this nobody has in one folder. */
const MOST_NEIGHBOURS = 300;
/** A manifest has a few kilobytes; more is not worth the wait. */
const MOST_BYTES = 5_000_000;

/**
 * Who else is on the machines of a manifest: the nodes of the other manifests in its folder, which are only read.
 * What cannot be read is left out; what is wrong with it is told when it is validated itself.
 */
export async function neighboursOf(directory: string, manifest: string): Promise<Surroundings["neighbours"]> {
  const neighbourhood = new Neighbourhood();
  const own = await realPath(path.join(directory, manifest));
  for (const file of await manifestsIn(directory)) {
    const isOwn = (await realPath(path.join(directory, file))) === own;
    const text = isOwn ? undefined : await textOf(directory, file);
    if (text === undefined) continue;
    const uri = pathToFileURL(path.join(directory, file)).href;
    const document = new ManifestDocument(text);
    neighbourhood.set({ id: uri, uri, file, document, check: checkManifest(document) });
  }
  return (key) => neighbourhood.neighboursOf(manifest, key);
}

/** Links are not followed: what they lead to is somebody else's, or the manifest itself. */
async function manifestsIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && MANIFEST_NAME.test(entry.name))
      .map(({ name }) => name)
      .sort()
      .slice(0, MOST_NEIGHBOURS);
  } catch {
    // A folder may let its files be read and not be listed.
    return [];
  }
}

async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    // A pipe has none.
    return file;
  }
}

async function textOf(directory: string, file: string): Promise<string | undefined> {
  try {
    const bytes = await readAtMost(path.join(directory, file), MOST_BYTES);
    return bytes === undefined ? undefined : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
