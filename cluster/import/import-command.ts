import type { ArgumentFact, NodeRole, ReleaseFacts } from "../cluster";
import type { Remark } from "../manifest/manifest-text";
import { nameFromDomain } from "./cluster-name";
import { Collected } from "./collected";
import { installCommands, type PastedArgument, type PastedCommand } from "./install-commands";
import { ImportProblem } from "./import-problem";
import { importedText } from "./imported-manifest";
import { releaseOfCommands } from "./release-of-commands";
import type { ShellValue } from "./shell-value";

/** A manifest made of what exists already, and what belongs beside it. */
export interface ImportedCluster {
  readonly name: string;
  readonly domain: string | undefined;
  readonly text: string;
  /** Secrets to keep, by their names in the store; the text only refers to them. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Names in the store of secrets that the text refers to and nobody has told: they are to be set before a deployment. */
  readonly untold: readonly string[];
  /** Key and certificate files to write, by path relative to the manifest. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a person says of the cluster besides the command. */
export interface ImportSettings {
  /** Else the name comes from the domain. */
  readonly name?: string | undefined;
  /** Used where the command does not tell the domain. */
  readonly domain?: string | undefined;
}

/**
 * The manifest of installation commands, of either role or both, as OpenVidu's wizard prints them.
 *
 * @throws ImportProblem with one message where the text cannot be read or an argument is unknown
 */
export function importCommand(pasted: string, settings: ImportSettings = {}): ImportedCluster {
  const commands = installCommands(pasted);
  const { release, written, remarks } = releaseOfCommands(commands);
  const collected = new Collected();
  for (const command of commands) takeCommand(command, release, collected);
  const domain = collected.text("domain") ?? settings.domain;
  if (domain !== undefined) collected.values.set("domain", domain);
  const called = settings.name ?? nameFromDomain(domain);
  const found = {
    name: called,
    release: written,
    values: collected.values,
    masters: collected.masters.map((privateIp) => ({ privateIp })),
    media: collected.media,
    external: collected.external,
    ...collected.installer(commands),
  };
  const roles = [...new Set(commands.map(({ role }) => `${role} nodes`))].join(" and the ");
  return {
    name: called,
    domain,
    text: importedText(found, `the installation command of the ${roles}`, [
      ...remarks,
      ...forced(collected),
      ...masked(collected),
    ]),
    secrets: collected.secrets,
    untold: [...collected.untold].filter((key) => !collected.secrets.has(key)),
    files: collected.files,
  };
}

function takeCommand(command: PastedCommand, release: ReleaseFacts, collected: Collected): void {
  collected.beginCommand();
  for (const argument of command.arguments) {
    const fact = release.arguments.find(({ name, role }) => name === argument.name && role === command.role);
    // The release was chosen so that it has every argument.
    if (fact !== undefined) takeArgument(argument, fact, command.role, collected);
  }
  for (const [variable, value] of command.environment) {
    collected.takeEnvironment(variable, value);
  }
}

function takeArgument(
  argument: PastedArgument,
  fact: ArgumentFact,
  role: NodeRole,
  collected: Collected,
): void {
  const { name, place } = argument;
  const { value: from } = fact;
  if (from.extra === true) {
    collected.extra(role, argument);
    return;
  }
  if (from.flag === true) {
    if (argument.value !== undefined) throw new ImportProblem(`${place}: '${name}' takes no value.`);
    if (fact.when?.loadBalancing === "external") collected.external = true;
    if (fact.when?.forcePublicIp === true) collected.forcePublicIp = true;
    return;
  }
  const value = known(argument);
  // Left out on purpose, as some templates write it.
  if (value.kind === "text" && value.text === "") return;
  if (from.text !== undefined) {
    if (value.kind === "text" && value.text !== from.text)
      throw new ImportProblem(`${place}: '${name}' is '${value.text}'; here it must be '${from.text}'.`);
  } else if (from.masterPrivateIps === true) {
    collected.takeMasters(plain(argument, value), argument);
  } else if (from.nodeKey !== undefined) {
    collected.takeOwn(from.nodeKey, plain(argument, value));
  } else if (from.file !== undefined) {
    collected.takeFile(from.file, value, argument);
  } else if (from.key === "modules") {
    collected.take(
      "modules",
      plain(argument, value)
        .split(",")
        .map((word) => word.trim())
        .filter(Boolean),
      argument,
    );
  } else if (from.key !== undefined) {
    collected.takeKey(from.key, value, argument);
  }
}

function known({ name, value, place }: PastedArgument): ShellValue {
  if (value === undefined) throw new ImportProblem(`${place}: '${name}' has no value.`);
  if (value.kind === "unknown")
    throw new ImportProblem(`${place}: the value of '${name}' is made by a command; write the value itself.`);
  return value;
}

function plain({ name, place }: PastedArgument, value: ShellValue): string {
  if (value.kind === "text") return value.text;
  throw new ImportProblem(
    `${place}: the value of '${name}' is not in the text; write it instead of the variable.`,
  );
}

/** The masters' argument that goes with media nodes which have been told their public address. */
function forced({ forcePublicIp, media }: Collected): Remark[] {
  if (!forcePublicIp || media.some((node) => node.forcePublicIp === true)) return [];
  return [
    {
      path: ["mediaNodes"],
      text: "FILL IN: 'forcePublicIp: true' at the nodes whose command had --public-ip; the masters' command expects some.",
    },
  ];
}

/** What has to be written where the command had a mask. */
function masked(collected: Collected): Remark[] {
  return [...collected.masked]
    .filter((what) => !collected.values.has(what))
    .map((what) => ({
      path: [what.split(".")[0] ?? what],
      text: `FILL IN: ${what}, which the text masks.`,
    }));
}
