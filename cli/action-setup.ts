import path from "node:path";
import type { Cluster } from "../cluster/cluster";
import type { Finding } from "../cluster/finding";
import { hasErrors } from "../cluster/manifest/check-manifest";
import type { ActionContext } from "../operations/action-context";
import type { Emit } from "../operations/events";
import { nodeRuntime } from "../operations/node-runtime";
import { ChainedStore } from "../operations/secrets/chained-store";
import { EnvironmentStore } from "../operations/secrets/environment-store";
import { FileStore, usualSecretsFile } from "../operations/secrets/file-store";
import type { Runtime } from "../operations/runtime";
import { coloursFor } from "./colours";
import { countFindings, findingsText } from "./findings-text";
import { readManifestFile, type ManifestFile } from "./manifest-file";
import { CommandError, type Terminal } from "./terminal";

/** Options that every command that connects has. */
export interface ConnectOptions {
  readonly json?: boolean;
  readonly secretsFile?: string;
  readonly knownHosts?: readonly string[];
}

export interface ActionSetup {
  readonly context: ActionContext;
  readonly manifest: ManifestFile;
  readonly cluster: Cluster;
  /** Where the cluster's secrets are kept, absolute. */
  readonly secretsFile: string;
}

/** The manifest's secrets in a terminal: environment variables first, then a file. */
export function secretsFor(
  cluster: Cluster,
  secretsFile: string | undefined,
  runtime: Runtime,
  terminal: Terminal,
) {
  const file =
    secretsFile === undefined
      ? usualSecretsFile(cluster, runtime)
      : path.resolve(terminal.workingDirectory, secretsFile);
  return { file, store: new ChainedStore(new EnvironmentStore(runtime.environment), new FileStore(file)) };
}

/**
 * Reads the manifest and makes what an action needs of it. Findings go to standard error;
 * an error among them ends the command before anything is connected.
 *
 * @param worthTelling which findings the command's reader wants to know
 */
export async function setUpAction(
  terminal: Terminal,
  named: string | undefined,
  options: ConnectOptions,
  emit: Emit,
  signal: AbortSignal,
  worthTelling: (finding: Finding) => boolean = () => true,
): Promise<ActionSetup> {
  const manifest = await readManifestFile(named, terminal.workingDirectory);
  const { cluster, findings, name, document, directory } = manifest;
  const told = findings.filter(worthTelling);
  if (told.length > 0) terminal.error(findingsText(name, document, told, coloursFor(terminal)));
  if (cluster === undefined || hasErrors(findings)) {
    throw new CommandError(`${name} has ${countFindings(told)}. Correct it first; nothing was changed.`);
  }
  const runtime = nodeRuntime();
  const { file, store } = secretsFor(cluster, options.secretsFile, runtime, terminal);
  const knownHostsFiles = knownHostsFilesFor(options.knownHosts, runtime, terminal);
  const context: ActionContext = {
    cluster,
    directory,
    runtime,
    secrets: store,
    knownHostsFiles,
    emit,
    signal,
  };
  return { context, manifest, cluster, secretsFile: file };
}

/** The files with host keys: those that are named, else the usual ones. */
export function knownHostsFilesFor(
  named: readonly string[] | undefined,
  runtime: Runtime,
  terminal: Terminal,
): string[] {
  return named === undefined
    ? [path.join(runtime.homeDirectory, ".ssh", "known_hosts"), "/etc/ssh/ssh_known_hosts"]
    : named.map((known) => path.resolve(terminal.workingDirectory, known));
}
