import Table from "cli-table3";
import type { Finding } from "../../cluster/finding";
import { breakingProblem } from "../../cluster/installer/breaking-characters";
import { knownSecretNames } from "../../cluster/installer/secret-name";
import { nearestSecretName } from "../../cluster/installer/nearest-secret-name";
import { limitProblem } from "../../cluster/installer/credential-limits";
import { adoptSecrets } from "../../operations/actions/adopt-secrets";
import { undocumentedText } from "../../operations/secrets/read-from-masters";
import { regenerateSecret } from "../../operations/actions/regenerate-secret";
import { Secret } from "../../operations/secrets/secret";
import { isForInstaller, secretEntries, type SecretEntry } from "../../operations/secrets/secret-entries";
import { setUpAction, type ActionSetup, type ConnectOptions } from "../action-setup";
import { readSecret, type SecretInput } from "../read-secret";
import { PLAIN_RULES } from "../status-text";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

/** Everything that a command on secrets is called with. */
export interface SecretsCall {
  readonly terminal: Terminal;
  readonly manifest: string | undefined;
  readonly options: ConnectOptions;
  readonly signal: AbortSignal;
}

/** Prints the names of a cluster's secrets with where each comes from; never a value. */
export async function listSecrets(call: SecretsCall): Promise<ExitCode> {
  const { context } = await setUp(call);
  const entries = await secretEntries(context.cluster, context);
  if (call.options.json === true) {
    const data = entries.map(({ name, purpose, state, place }) => ({ name, purpose, state, place }));
    call.terminal.out(JSON.stringify(data, null, 2));
    return EXIT.fine;
  }
  const table = new Table({
    head: ["Secret", "Where it comes from", "For"],
    style: { head: [], border: [], compact: true },
    chars: PLAIN_RULES,
  });
  for (const { name, place, purpose } of entries) table.push([name, place, purpose === name ? "" : purpose]);
  call.terminal.out(table.toString());
  return EXIT.fine;
}

/** Keeps a value that is piped in or typed without being shown. */
export async function setSecret(call: SecretsCall, name: string, input: SecretInput): Promise<ExitCode> {
  const { context } = await setUp(call);
  const entries = (await secretEntries(context.cluster, context)).filter(({ state }) => state !== "unused");
  const entry = entries.find((one) => one.name === name);
  if (!/^[\w.-]+$/.test(name)) throw new CommandError(`'${name}' is no name of a secret.`, EXIT.usage);
  if (entry === undefined && !knownSecretNames().has(name)) {
    const near = nearestSecretName(name, [...entries.map((one) => one.name), ...knownSecretNames()]);
    throw new CommandError(
      `The manifest of ${context.cluster.name} refers to no secret '${name}', and OpenVidu has none of that name; nothing was set. ${near === undefined ? "'ovcluster secrets list' prints the names." : `Did you mean ${near}?`}`,
      EXIT.usage,
    );
  }
  if (entry?.state === "elsewhere") {
    throw new CommandError(`'${name}' comes from ${entry.place}; nothing was set. Change it there.`);
  }
  const value = await readSecret(`Value of ${name}`, input);
  refuse(name, value, entry);
  await context.secrets.set(new Map([[name, new Secret(value)]]));
  call.terminal.out(`${name} is kept in ${context.secrets.keptIn}.`);
  const used = await context.secrets.placeOf(name);
  if (used !== undefined && used !== context.secrets.keptIn) {
    call.terminal.error(`${used} comes first; unset it to use what you have set.`);
  }
  const limit = entry === undefined ? undefined : limitProblem(entry.purpose, value);
  if (limit !== undefined) call.terminal.error(limit);
  if (entry === undefined) call.terminal.error(`The manifest of ${context.cluster.name} does not use it.`);
  return EXIT.fine;
}

/** Forgets a secret that is kept here. The nodes keep what they have. */
export async function removeSecret(call: SecretsCall, name: string): Promise<ExitCode> {
  const { context } = await setUp(call);
  if ((await context.secrets.placeOf(name)) === undefined) {
    throw new CommandError(`There is no secret '${name}' in ${context.secrets.place}.`);
  }
  await context.secrets.remove(name);
  call.terminal.out(`${name} is removed from ${context.secrets.keptIn}.`);
  const left = await context.secrets.placeOf(name);
  if (left !== undefined) call.terminal.error(`${left} still holds a value, which is used; unset it too.`);
  return EXIT.fine;
}

/** Makes a new value for a generated secret, unless a running cluster uses the old one. */
export async function regenerate(call: SecretsCall, name: string): Promise<ExitCode> {
  const { context } = await setUp(call);
  await regenerateSecret(context, name);
  call.terminal.out(`A new value for ${name} is kept in ${context.secrets.keptIn}.`);
  return EXIT.fine;
}

/** Reads what is lacking here from the masters of the running cluster. */
export async function adopt(call: SecretsCall): Promise<ExitCode> {
  const { context } = await setUp(call);
  const { read, notThere, undocumented } = await adoptSecrets(context);
  if (read.length > 0)
    call.terminal.out(`Read from the cluster and kept in ${context.secrets.keptIn}: ${read.join(", ")}.`);
  else if (notThere.length + undocumented.length === 0) call.terminal.out("Nothing is lacking here.");
  if (notThere.length > 0) call.terminal.error(`No master node tells ${notThere.join(", ")}.`);
  if (undocumented.length > 0) call.terminal.error(undocumentedText(context.cluster, undocumented));
  return EXIT.fine;
}

/** Whoever asks for a secret is told what hinders the answer; advice on the manifest belongs to other commands. */
function setUp({ terminal, manifest, options, signal }: SecretsCall): Promise<ActionSetup> {
  const hinders = ({ severity }: Finding): boolean => severity === "error";
  return setUpAction(terminal, manifest, options, () => undefined, signal, hinders);
}

function refuse(name: string, value: string, entry: SecretEntry | undefined): void {
  if (value === "") throw new CommandError(`The value of ${name} is empty; nothing was set.`);
  const problem = entry !== undefined && isForInstaller(entry.purpose) ? breakingProblem(value) : undefined;
  if (problem !== undefined) {
    throw new CommandError(`The value of ${name} ${problem}; nothing was set. Choose letters and digits.`);
  }
}
