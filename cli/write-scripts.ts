import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import type { Cluster } from "../cluster/cluster";
import { installReadme } from "../cluster/installer/install-readme";
import type { InstallSection } from "../cluster/installer/install-sections";
import { ROLE_SCRIPTS, roleScript } from "../cluster/installer/role-script";
import { whyUnwritable, writeFiles } from "./place-files";
import { CommandError, type Terminal } from "./terminal";

/** Only the owner may read, write, run and list: the scripts may hold secrets. */
const OWNER_ONLY = 0o700;

export interface ScriptFolder {
  /** As the user named it. */
  readonly path: string;
  /** Files of ours that are there already are replaced; all others are left alone. */
  readonly overwrite: boolean;
}

/**
 * Writes one script for each role and a README. Answers the files as the user would name them.
 * Throws CommandError, and writes nothing, where the folder holds something already.
 */
export async function writeScripts(
  terminal: Terminal,
  folder: ScriptFolder,
  cluster: Cluster,
  known: ReadonlyMap<string, string>,
  masked: readonly InstallSection[],
  holdsSecrets: boolean,
): Promise<string[]> {
  const files = {
    [ROLE_SCRIPTS.master]: roleScript(cluster, "master", known),
    [ROLE_SCRIPTS.media]: roleScript(cluster, "media", known),
    "README.md": installReadme(cluster, masked, holdsSecrets),
  };
  const directory = path.resolve(terminal.workingDirectory, folder.path);
  try {
    await mkdir(directory, { recursive: true, mode: OWNER_ONLY });
    const present = await readdir(directory);
    if (present.length > 0 && !folder.overwrite) {
      throw new CommandError(
        `${folder.path} is not empty. Name another folder, or replace the scripts in it with --force.`,
      );
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    const why = isThere ? "it is no folder" : whyUnwritable(error);
    throw new CommandError(`The scripts cannot be written into ${folder.path}: ${why}. Name another folder.`);
  }
  const entries = Object.entries(files).map(([name, text]) => [path.join(directory, name), text] as const);
  await writeFiles(
    new Map(entries.map(([file, text]) => [file, { text, mode: OWNER_ONLY }])),
    folder.overwrite ? "replace" : "refuse",
  );
  return Object.keys(files).map((name) => path.join(folder.path, name));
}
