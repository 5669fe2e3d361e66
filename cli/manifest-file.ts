import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Finding } from "../cluster/finding";
import { checkManifest, type ManifestCheck } from "../cluster/manifest/check-manifest";
import { ManifestDocument } from "../cluster/manifest/manifest-document";
import { MANIFEST_NAME, megabytes, MOST_BYTES } from "../cluster/manifest/manifest-name";
import { listWords } from "../cluster/nearest-word";
import { isNamedPipe } from "./named-pipe";
import { neighboursOf } from "./neighbours";
import { readAtMost } from "./read-at-most";
import { surroundingsOf } from "./surroundings";
import { CommandError, EXIT } from "./terminal";

/** Ends the command where a new manifest would get a name that neither the editor nor a command without a name finds. */
export function refuseOtherName(named: string): void {
  const base = path.basename(named);
  if (MANIFEST_NAME.test(base)) return;
  const own = base.replace(/\.ya?ml$/i, "").replace(/^\.+/, "");
  const names = ["openvidu-cluster.yaml", ...(own === "" ? [] : [`${own}.openvidu.yaml`])];
  const shown = names.map((name) => path.join(path.dirname(named), name));
  throw new CommandError(
    `${named} is no name of a manifest: neither the editor nor the other commands would find it. Call it ${listWords(shown)}.`,
    EXIT.usage,
  );
}

export interface ManifestFile extends ManifestCheck {
  /** As the user named it. */
  readonly name: string;
  /** Absolute; relative paths of the manifest start here. */
  readonly directory: string;
  readonly document: ManifestDocument;
}

/**
 * Reads and checks a manifest. Without a name, the only one in the working directory is taken.
 * Throws CommandError with what to do where it cannot be read; findings are no error here.
 */
export async function readManifestFile(
  named: string | undefined,
  workingDirectory: string,
): Promise<ManifestFile> {
  const name = named ?? (await onlyManifest(workingDirectory));
  const file = path.resolve(workingDirectory, name);
  const document = new ManifestDocument(await readText(file, name));
  return { name, directory: path.dirname(file), document, ...checkManifest(document) };
}

/** What is wrong with a manifest where it is: the files that it names are looked at too. */
export function findingsInPlace({
  document,
  directory,
}: Pick<ManifestFile, "document" | "directory">): readonly Finding[] {
  return checkManifest(document, surroundingsOf(directory)).findings;
}

/** The same, with what the other manifests of its folder have to do with it. */
export async function findingsAmongOthers({
  document,
  directory,
  name,
}: Pick<ManifestFile, "document" | "directory" | "name">): Promise<readonly Finding[]> {
  const neighbours = await neighboursOf(directory, path.basename(name));
  return checkManifest(document, surroundingsOf(directory, neighbours)).findings;
}

async function onlyManifest(directory: string): Promise<string> {
  const names = (await readdir(directory)).filter((name) => MANIFEST_NAME.test(name)).sort();
  const [first] = names;
  if (first === undefined) {
    throw new CommandError(
      "There is no manifest here. Name one: ovcluster <command> path/to/my.openvidu.yaml",
      EXIT.usage,
    );
  }
  if (names.length > 1)
    throw new CommandError(
      `There are several manifests here: ${names.join(", ")}. Name one of them.`,
      EXIT.usage,
    );
  return first;
}

async function readText(file: string, name: string): Promise<string> {
  let bytes: Buffer;
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw new CommandError(
        `${name} is a folder. Name the manifest in it, as ${path.join(name, "my.openvidu.yaml")}.`,
      );
    if (await isNamedPipe(file))
      throw new CommandError(
        `${name} is a named pipe, which may never end. Name a file, or pipe the manifest into 'ovcluster … /dev/stdin'.`,
      );
    if (found.size > MOST_BYTES) throw tooLarge(name, `has ${megabytes(found.size)}`);
    // Pipes and devices tell no size.
    const read = await readAtMost(file, MOST_BYTES);
    if (read === undefined) throw tooLarge(name, `has more than ${megabytes(MOST_BYTES)}`);
    bytes = read;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`Could not read the manifest ${name}: ${readProblem(error)}`, EXIT.failed);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${name} is not a text in UTF-8. Save it as UTF-8 and try again.`);
  }
}

function tooLarge(name: string, size: string): CommandError {
  return new CommandError(`${name} ${size}; a manifest has a few kilobytes. Is it the right file?`);
}

function readProblem(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT")
    return "there is no such file. Check the path, or run the command in the manifest's folder.";
  if (code === "EACCES") return "you may not read it. Check its permissions.";
  return `${error instanceof Error ? error.message : String(error)}.`;
}
