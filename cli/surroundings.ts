import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileWorld } from "../cluster/file-world";
import { KnownFiles } from "../cluster/known-files";
import type { Surroundings } from "../cluster/surroundings";

/** What the rules may see of this machine, for a manifest in a folder, and of the manifests that are looked at with it. */
export function surroundingsOf(
  folder: string,
  neighbours: Surroundings["neighbours"] = () => [],
): Surroundings {
  const machine = {
    stat: (file: string) => statSync(file),
    read: (file: string) => readFileSync(file, "latin1"),
    resolve: (from: string, file: string) => path.resolve(from, file),
    now: () => Date.now(),
    home: homedir(),
  };
  const files = new KnownFiles(fileWorld(machine, folder));
  return {
    refresh: () => files.refresh(),
    now: () => files.now(),
    file: (written) => files.file(written),
    pair: (privateKey, publicKey) => files.pair(privateKey, publicKey),
    neighbours,
    get sshHosts() {
      return files.sshHosts;
    },
  };
}
