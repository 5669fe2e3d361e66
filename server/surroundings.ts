import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileWorld } from "../cluster/file-world";
import { KnownFiles } from "../cluster/known-files";
import type { Neighbourhood } from "../cluster/neighbourhood";
import { NOWHERE, type Surroundings } from "../cluster/surroundings";
import { documentId, filePath } from "./manifest-files";

/** What the rules may see around a document: the files of this machine, and the manifests that are known with it. */
export function surroundingsOf(uri: string, neighbourhood: Neighbourhood): Surroundings {
  const files = filesAround(uri);
  const id = documentId(uri);
  return {
    refresh: () => files.refresh() + neighbourhood.versionFor(id),
    now: () => files.now(),
    file: (written) => files.file(written),
    pair: (privateKey, publicKey) => files.pair(privateKey, publicKey),
    neighbours: (key) => neighbourhood.neighboursOf(id, key),
    get sshHosts() {
      return files.sshHosts;
    },
  };
}

/** Nothing for a text that is no file. */
function filesAround(uri: string): Surroundings {
  const file = filePath(uri);
  if (file === undefined) return NOWHERE;
  const machine = {
    stat: (found: string) => statSync(found),
    read: (found: string) => readFileSync(found, "latin1"),
    resolve: (from: string, found: string) => path.resolve(from, found),
    now: () => Date.now(),
    home: homedir(),
  };
  return new KnownFiles(fileWorld(machine, path.dirname(file)));
}
