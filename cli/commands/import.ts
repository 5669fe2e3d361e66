import path from "node:path";
import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";
import { importCommand as importText, type ImportedCluster } from "../../cluster/import/import-command";
import { nameProblem } from "../../cluster/import/cluster-name";
import { domainProblem } from "../../cluster/rules/domain-name";
import { hostProblem } from "../../cluster/rules/host-words";
import { ImportProblem } from "../../cluster/import/import-problem";
import { secretVariable } from "../../cluster/installer/secret-variable";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import { nodeRuntime } from "../../operations/node-runtime";
import { EnvironmentStore } from "../../operations/secrets/environment-store";
import { parseJumpHost } from "../../operations/ssh/jump-host";
import { knownHostsFilesFor } from "../action-setup";
import { coloursFor } from "../colours";
import { findingsText } from "../findings-text";
import { standardInput } from "../line-input";
import { findingsInPlace, refuseOtherName } from "../manifest-file";
import { isNamedPipe } from "../named-pipe";
import { writeNewFiles } from "../new-files";
import { refuseExisting, type NewFile } from "../place-files";
import { readAtMost } from "../read-at-most";
import { refuseSecretsFile, storeForNew } from "../store-for-new";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

export interface ImportOptions {
  readonly command?: string;
  /** `[user@]host[:port]` of a master node. */
  readonly from?: string;
  readonly identityFile?: string;
  readonly knownHosts?: readonly string[];
  readonly out?: string;
  readonly name?: string;
  /** Where the command does not tell it. */
  readonly domain?: string;
  readonly force?: boolean;
  readonly secretsFile?: string;
}

/** More text than this is no command. */
const MOST_BYTES = 1024 * 1024;

/** Makes a manifest of an installation command, or of a running cluster; without `--out` it is printed. Secrets go to the secrets file in any case. */
export async function importCommand(
  terminal: Terminal,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const replacing = options.force === true ? "replace" : "refuse";
  refuseWrongWords(options);
  if ((options.command === undefined) === (options.from === undefined))
    throw new CommandError(
      "Name what to import: --command FILE (- for standard input), or --from [user@]host, a running master node.",
      EXIT.usage,
    );
  const out = options.out === undefined ? undefined : path.resolve(terminal.workingDirectory, options.out);
  if (out !== undefined) await refuseExisting(out, replacing);
  await refuseSecretsFile(options.secretsFile, out, terminal);
  if (options.out !== undefined) refuseOtherName(options.out);
  const imported = await readable(async () =>
    options.command === undefined
      ? askRunning(terminal, options.from ?? "", options, signal)
      : importText(await readCommand(options.command, terminal, signal), options),
  );
  return writeImported(terminal, imported, out, options);
}

function refuseWrongWords({ name, domain, from }: ImportOptions): void {
  const wrongHost = from === undefined ? undefined : hostProblem(from.trim());
  if (wrongHost !== undefined) throw new CommandError(`--from: ${wrongHost}`, EXIT.usage);
  const wrongName = name === undefined ? undefined : nameProblem(name);
  if (wrongName !== undefined) throw new CommandError(`--name ${name ?? ""}: ${wrongName}`, EXIT.usage);
  const wrongDomain = domain === undefined ? undefined : domainProblem(domain);
  if (wrongDomain !== undefined)
    throw new CommandError(`--domain: '${domain ?? ""}' ${wrongDomain}.`, EXIT.usage);
}

async function askRunning(
  terminal: Terminal,
  from: string,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ImportedCluster> {
  const { importRunning } = await import("../../operations/actions/import-running");
  const runtime = nodeRuntime();
  const { user, host, port } = parseJumpHost(from);
  const { identityFile } = options;
  const ssh = {
    host,
    jumpHosts: [],
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
    // The manifest may come to stand in another folder.
    ...(identityFile === undefined
      ? {}
      : {
          identityFile: identityFile.startsWith("~/")
            ? identityFile
            : path.resolve(terminal.workingDirectory, identityFile),
        }),
  };
  return importRunning(
    { from: ssh, name: options.name },
    {
      runtime,
      directory: terminal.workingDirectory,
      knownHostsFiles: knownHostsFilesFor(options.knownHosts, runtime, terminal),
      secrets: new EnvironmentStore(runtime.environment),
      signal,
    },
  );
}

async function writeImported(
  terminal: Terminal,
  imported: ImportedCluster,
  out: string | undefined,
  options: ImportOptions,
): Promise<ExitCode> {
  const { name, domain, text, files } = imported;
  if (domain === undefined && imported.secrets.size > 0 && options.secretsFile === undefined)
    throw new CommandError(
      "The command does not tell the cluster's domain, under which its secrets are kept. Name it with --domain, or a file for them with --secrets-file. Nothing was written.",
    );
  const store = storeForNew({ name, domain: domain ?? "" }, options.secretsFile, nodeRuntime(), terminal);
  const wanted = options.from === undefined || (await mayKeep(imported, store.keptIn));
  const secrets = wanted ? imported.secrets : new Map<string, string>();
  const folder = out === undefined ? terminal.workingDirectory : path.dirname(out);
  const beside = [...files.keys()].map((file) => path.join(folder, file));
  const written = new Map<string, NewFile>(
    [...files].map(([file, content]) => [path.join(folder, file), { text: content, mode: 0o600 }]),
  );
  if (out !== undefined && written.has(out))
    throw new CommandError(
      `${out} is the name of a file that the command holds. Name the manifest otherwise. Nothing was written.`,
    );
  if (out !== undefined) written.set(out, { text, mode: 0o644 });
  await writeNewFiles({ files: written, secrets, store }, options.force === true ? "replace" : "refuse");
  const document = new ManifestDocument(text);
  const findings = findingsInPlace({ document, directory: folder });
  if (out === undefined) terminal.out(text.trimEnd());
  else terminal.out(`Wrote ${options.out ?? ""}.`);
  if (secrets.size > 0)
    terminal.error(`The secrets are in ${store.keptIn}: ${[...secrets.keys()].join(", ")}.`);
  for (const name of imported.untold)
    terminal.error(
      `No value for ${name}: set ${secretVariable(name)}, or '${name}' in the file of --secrets-file.`,
    );
  for (const file of beside)
    terminal.error(`Wrote ${path.relative(terminal.workingDirectory, file)}; keep it out of git.`);
  if (findings.length > 0) {
    terminal.error("Still to be filled in or corrected:");
    terminal.error(findingsText(options.out ?? "the manifest", document, findings, coloursFor(terminal)));
  }
  return EXIT.fine;
}

/** A person at a terminal is asked before the secrets of a running cluster are copied here; a script has asked for it. */
async function mayKeep({ secrets }: ImportedCluster, place: string): Promise<boolean> {
  if (!process.stdin.isTTY || secrets.size === 0) return true;
  const input = standardInput();
  try {
    const reply = await input.ask(`Keep the cluster's ${String(secrets.size)} secrets in ${place}? [Y/n] `);
    return reply !== undefined && !/^n/i.test(reply.trim());
  } finally {
    input.close();
  }
}

async function readable(make: () => Promise<ImportedCluster>): Promise<ImportedCluster> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ImportProblem) throw new CommandError(`${error.message} Nothing was written.`);
    throw error;
  }
}

async function readCommand(named: string, terminal: Terminal, signal: AbortSignal): Promise<string> {
  try {
    const bytes =
      named === "-"
        ? await buffer(addAbortSignal(signal, process.stdin))
        : await readCommandFile(path.resolve(terminal.workingDirectory, named));
    if (bytes === undefined || bytes.length > MOST_BYTES)
      throw new CommandError("it is too large for a command. Is it the right file?");
    return bytes.toString("utf8");
  } catch (error) {
    signal.throwIfAborted();
    throw new CommandError(`The command cannot be read from ${named}: ${whyUnreadable(error)}`);
  }
}

async function readCommandFile(file: string): Promise<Buffer | undefined> {
  if (await isNamedPipe(file))
    throw new CommandError("it is a named pipe, which may never end. Name a file, or - for standard input.");
  return readAtMost(file, MOST_BYTES);
}

function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof CommandError) return message;
  if (code === "ENOENT") return "there is no such file. Check the path.";
  if (code === "EISDIR") return "it is a folder. Name a file.";
  if (code === "ENOTDIR") return "a part of its path is no folder. Check the path.";
  if (code === "EACCES") return "you may not read it. Check its permissions.";
  return `${message}.`;
}
