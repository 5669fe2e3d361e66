import type { Cluster } from "../../cluster/cluster";
import type { ValueKey } from "../../cluster/installer/installer-arguments";
import { neededValues } from "../../cluster/installer/needed-values";
import { shellQuote } from "../../cluster/installer/shell-quote";
import { keptParameters, parameterValue, type KeptParameter } from "../../cluster/release/parameter-values";
import { parseSections, SECTION_FUNCTION } from "../node/sections";
import { OperationError } from "../operation-error";
import type { RootShell } from "../ssh/root-shell";
import { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

/** A value that the store could have and a master node keeps. */
export interface Adoptable extends KeptParameter {
  /** Its name in the store. */
  readonly name: string;
  /** It differs from this text only where somebody chose another one; then it is needed, else not. */
  readonly usual?: string;
}

/** An installed master node that can be asked. */
export interface InstalledMaster {
  readonly name: string;
  readonly shell: RootShell;
}

/** What a store lacks of a cluster that runs. */
export interface Lacking {
  /** What a master can give, by the documents of its release. */
  readonly adoptable: readonly Adoptable[];
  /** Names of what no public source tells the place of on a master. */
  readonly undocumented: readonly string[];
}

/** What the store lacks, and whether a running cluster can give it. */
export async function lackingIn(store: SecretStore, cluster: Cluster): Promise<Lacking> {
  const lacking = new Map<ValueKey, { readonly name: string; readonly usual?: string }>();
  for (const { key, source, file, generate } of neededValues(cluster)) {
    if (file !== undefined || (source !== undefined && source.kind !== "secret")) continue;
    const name = source?.name ?? key;
    if ((await store.placeOf(name)) !== undefined) continue;
    lacking.set(key, { name, ...(generate?.text === undefined ? {} : { usual: generate.text }) });
  }
  const kept = new Map(
    keptParameters(cluster.release, [...lacking.keys()]).map((parameter) => [parameter.key, parameter]),
  );
  const adoptable: Adoptable[] = [];
  const undocumented: string[] = [];
  for (const [key, found] of lacking) {
    const place = kept.get(key);
    if (place !== undefined) adoptable.push({ ...place, ...found });
    else if (found.usual === undefined) undocumented.push(found.name);
  }
  return { adoptable, undocumented };
}

/** Says of secrets that they cannot be read from a master. */
export function undocumentedText(cluster: Cluster, names: readonly string[]): string {
  const { version } = cluster.release;
  return `No public source tells where a master of OpenVidu ${version} keeps ${names.join(", ")}: it cannot be read from there.`;
}

/** Whether something is lacking that an installation cannot do without: not only what has its usual value. */
export function lacksSecrets(wanted: readonly Adoptable[]): boolean {
  return wanted.some(({ usual }) => usual === undefined);
}

/**
 * Reads values from all installed masters, by their names in the store. Values that no master has are absent.
 *
 * @throws OperationError `secrets-differ` where masters do not agree, or where one cannot be asked
 */
export async function readFromMasters(
  masters: readonly InstalledMaster[],
  wanted: readonly Adoptable[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Secret>> {
  const answers = await Promise.all(
    masters.map(async ({ name, shell }) => ({ name, values: await readFrom(shell, wanted, signal) })),
  );
  const found = new Map<string, Secret>();
  for (const { name, usual } of wanted) {
    const given = answers.flatMap((answer) => {
      const value = answer.values.get(name);
      return value === undefined ? [] : [{ master: answer.name, value }];
    });
    const [first] = given;
    if (first === undefined) continue;
    const other = given.find(({ value }) => value !== first.value);
    if (other !== undefined) throw differ(name, first.master, other.master);
    if (first.value !== usual) found.set(name, new Secret(first.value));
  }
  return found;
}

async function readFrom(
  shell: RootShell,
  wanted: readonly Adoptable[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const files = [...new Set(wanted.map(({ file }) => file))];
  const result = await shell.run(readScript(files, wanted), {
    timeout: 30_000,
    ...(signal === undefined ? {} : { signal }),
  });
  const texts = parseSections(result.stdout);
  return new Map(
    wanted.flatMap(({ name, file, parameter }) => {
      const value = parameterValue(texts.get(String(files.indexOf(file))) ?? "", parameter);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** A bash script that prints only the lines that are wanted. It changes nothing. */
function readScript(files: readonly string[], wanted: readonly Adoptable[]): string {
  const lines = files.flatMap((file, index) => {
    const parameters = wanted.filter((one) => one.file === file).map(({ parameter }) => parameter);
    const pattern = `^[[:space:]]*(${parameters.join("|")})[[:space:]]*=`;
    return [`section ${String(index)}`, `grep -E ${shellQuote(pattern)} ${shellQuote(file)} 2>/dev/null`];
  });
  return [SECTION_FUNCTION, ...lines, "exit 0", ""].join("\n");
}

function differ(name: string, one: string, other: string): OperationError {
  return new OperationError({
    attempted: "read the cluster's secrets from its masters",
    cause: `${one} and ${other} have different values for '${name}'.`,
    suggestion: "Find out which is right, make the masters agree, or set the secret yourself.",
    code: "secrets-differ",
  });
}
