import type { Cluster } from "../../cluster/cluster";
import { renderInstallDocument } from "../../cluster/installer/install-document";
import { installSections, type ShowValue } from "../../cluster/installer/install-sections";
import { neededValues, type NeededValue } from "../../cluster/installer/needed-values";
import { nodeRuntime } from "../../operations/node-runtime";
import { OperationError } from "../../operations/operation-error";
import { secretVariable } from "../../operations/secrets/environment-store";
import { resolveSource } from "../../operations/secrets/resolve-source";
import { secretsFor } from "../action-setup";
import { coloursFor } from "../colours";
import { countFindings, findingsText } from "../findings-text";
import { readManifestFile, type ManifestFile } from "../manifest-file";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

export interface CommandsOptions {
  readonly revealSecrets?: boolean;
  readonly secretsFile?: string;
}

const MASK = "•••";

/** Prints the four sections of the official wizard. Findings are told on standard error and stop nothing that still has a meaning. */
export async function commandsCommand(
  terminal: Terminal,
  named: string | undefined,
  options: CommandsOptions,
): Promise<ExitCode> {
  const manifest = await readManifestFile(named, terminal.workingDirectory);
  const { cluster, findings, name, document } = manifest;
  if (findings.length > 0) terminal.error(findingsText(name, document, findings, coloursFor(terminal)));
  if (cluster === undefined) {
    throw new CommandError(
      `${name} has ${countFindings(findings)}; no commands can be made of it. Correct it first.`,
    );
  }
  const known = await knownValues(terminal, manifest, cluster, options);
  const show: ShowValue = (key, secret) =>
    secret && options.revealSecrets !== true
      ? MASK
      : (known.get(key) ?? `<${key.replace(/^credentials\./, "")}>`);
  terminal.out(renderInstallDocument(installSections(cluster, show)).trimEnd());
  const missing = neededValues(cluster).filter(
    ({ key, secret, file }) =>
      file === undefined && !known.has(key) && (!secret || options.revealSecrets === true),
  );
  for (const line of missingText(missing)) terminal.error(line);
  return EXIT.fine;
}

/** The values that the commands may show: user names always, secrets only when they are asked for. */
async function knownValues(
  terminal: Terminal,
  { directory }: ManifestFile,
  cluster: Cluster,
  options: CommandsOptions,
): Promise<ReadonlyMap<string, string>> {
  const runtime = nodeRuntime();
  const { store } = secretsFor(cluster, options.secretsFile, runtime, terminal);
  const values = new Map<string, string>();
  for (const { key, source, generate, secret, file } of neededValues(cluster)) {
    if (file !== undefined || (secret && options.revealSecrets !== true)) continue;
    const wanted = source ?? { kind: "secret" as const, name: key };
    const found = await orNothing(() => resolveSource(wanted, key, { runtime, secrets: store, directory }));
    const value = found?.reveal() ?? (source === undefined ? generate?.text : undefined);
    if (value !== undefined) values.set(key, value);
  }
  return values;
}

/** A value that is not there yet is shown as a placeholder; anything else that goes wrong is an error. */
async function orNothing<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof OperationError && error.report.code === "secret-missing") return undefined;
    throw error;
  }
}

/** What has no value yet: what deploy will make, and what only the user can give, with where to put it. */
function missingText(missing: readonly NeededValue[]): string[] {
  const made = missing.filter(({ source, generate }) => source === undefined && generate !== undefined);
  const given = missing.filter((value) => !made.includes(value));
  const names = (values: readonly NeededValue[]): string => values.map(({ key }) => key).join(", ");
  return [
    ...(made.length === 0 ? [] : [`No value yet for ${names(made)}: 'ovcluster deploy' generates them.`]),
    ...given.map(({ key, source }) => {
      if (source?.kind === "env") return `No value for ${key}: set the environment variable ${source.name}.`;
      if (source?.kind === "file") return `No value for ${key}: the file ${source.name} cannot be read.`;
      const name = source?.kind === "secret" ? source.name : key;
      return `No value for ${key}: set ${secretVariable(name)}, or '${name}' in the file of --secrets-file.`;
    }),
  ];
}
