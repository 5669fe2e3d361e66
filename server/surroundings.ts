import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fileWorld } from "../cluster/file-world";
import { KnownFiles } from "../cluster/known-files";
import { NOWHERE, type Surroundings } from "../cluster/surroundings";

/** What the rules may see of this machine around a document; nothing for one that is no file. */
export function surroundingsOf(uri: string): Surroundings {
  const folder = folderOf(uri);
  if (folder === undefined) return NOWHERE;
  const machine = {
    stat: (file: string) => statSync(file),
    read: (file: string) => readFileSync(file, "latin1"),
    resolve: (from: string, file: string) => path.resolve(from, file),
    now: () => Date.now(),
    parseTime: (text: string) => Date.parse(text),
    home: homedir(),
  };
  return new KnownFiles(fileWorld(machine, folder));
}

function folderOf(uri: string): string | undefined {
  if (!/^file:\/\/\//i.test(uri)) return undefined;
  try {
    return path.dirname(fileURLToPath(uri));
  } catch {
    // Such as a Windows path without its drive: no file can be found beside it.
    return undefined;
  }
}
