import path from "node:path";
import { FileStore, usualSecretsFile } from "../operations/secrets/file-store";
import type { Runtime } from "../operations/runtime";
import type { Terminal } from "./terminal";

/** The file that keeps the secrets of a cluster whose manifest is being made: the one where other commands will look for them. */
export function storeForNew(
  cluster: { readonly name: string; readonly domain: string },
  secretsFile: string | undefined,
  runtime: Runtime,
  terminal: Terminal,
): FileStore {
  return new FileStore(
    secretsFile === undefined
      ? usualSecretsFile(cluster, runtime)
      : path.resolve(terminal.workingDirectory, secretsFile),
  );
}
