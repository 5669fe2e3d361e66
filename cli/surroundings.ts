import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileWorld } from "../cluster/file-world";
import { KnownFiles } from "../cluster/known-files";
import type { Surroundings } from "../cluster/surroundings";

/** What the rules may see of this machine, for a manifest in a folder. */
export function surroundingsOf(folder: string): Surroundings {
  const machine = {
    stat: (file: string) => statSync(file),
    read: (file: string) => readFileSync(file, "latin1"),
    resolve: (from: string, file: string) => path.resolve(from, file),
    now: () => Date.now(),
    home: homedir(),
  };
  return new KnownFiles(fileWorld(machine, folder));
}
