import type { NodeRole, ReleaseFacts } from "../cluster";
import { listWords, nearestWord } from "../nearest-word";
import type { Remark } from "../manifest/manifest-text";
import { chooseRelease, releases } from "../release/catalogue";
import { nearestReleases } from "../release/nearest-releases";
import type { PastedArgument, PastedCommand } from "./install-commands";
import { ImportProblem } from "./import-problem";

export interface ReleaseOfCommands {
  readonly release: ReleaseFacts;
  /** What the manifest says. */
  readonly written: string;
  readonly remarks: readonly Remark[];
}

/** The release that the commands are for. One whose address says `latest` is the newest that takes all of the arguments. */
export function releaseOfCommands(commands: readonly PastedCommand[]): ReleaseOfCommands {
  const named = [...new Set(commands.flatMap(({ release }) => release ?? []))];
  if (named.length > 1)
    throw new ImportProblem(`The commands are for different releases: ${listWords(named, "and")}.`);
  const name = named[0] ?? "latest";
  const choice = chooseRelease(name);
  if (choice.kind === "unknown") {
    const near = nearestReleases(
      name,
      releases.map(({ version }) => version),
    );
    throw new ImportProblem(`There is no release '${name}'. Nearest known: ${listWords(near)}.`);
  }
  if (choice.kind !== "latest") {
    refuseUnknown(commands, choice.release);
    return { release: choice.release, written: name, remarks: [] };
  }
  const fitting = releases.findLast((release) => unknownArgument(commands, release) === undefined);
  if (fitting === undefined) refuseUnknown(commands, choice.release);
  const release = fitting ?? choice.release;
  const said = named[0] === undefined ? "names no release" : "says 'latest'";
  const text = `The command ${said}; its arguments are those of this release or an older one. On the nodes, ${release.files.deploymentInfo} tells which it was.`;
  return { release, written: release.version, remarks: [{ path: ["release"], text }] };
}

interface Unknown {
  readonly argument: PastedArgument;
  readonly role: NodeRole;
}

function unknownArgument(commands: readonly PastedCommand[], release: ReleaseFacts): Unknown | undefined {
  for (const { role, arguments: given } of commands) {
    const argument = given.find(({ name }) => !namesOf(release, role).includes(name));
    if (argument !== undefined) return { argument, role };
  }
  return undefined;
}

function refuseUnknown(commands: readonly PastedCommand[], release: ReleaseFacts): void {
  const unknown = unknownArgument(commands, release);
  if (unknown === undefined) return;
  const { argument, role } = unknown;
  const others = releases.filter((other) => namesOf(other, role).includes(argument.name));
  const [oldest, newest] = [others[0]?.version, others.at(-1)?.version];
  const otherRole: NodeRole = role === "master" ? "media" : "master";
  const near = nearestWord(argument.name, namesOf(release, role));
  const hint =
    oldest !== undefined && newest !== undefined
      ? `${oldest === newest ? `Release ${oldest} has` : `Releases ${oldest} to ${newest} have`} it.`
      : namesOf(release, otherRole).includes(argument.name)
        ? `It belongs to the ${otherRole} nodes' command.`
        : near === undefined
          ? "Remove it, or give it under installer.arguments in the manifest."
          : `Did you mean '${near}'?`;
  throw new ImportProblem(
    `${argument.place}: the ${role} nodes' installer of release ${release.version} has no argument '${argument.name}'. ${hint}`,
  );
}

function namesOf(release: ReleaseFacts, role: NodeRole): string[] {
  return release.arguments.filter((fact) => fact.role === role).map(({ name }) => name);
}
