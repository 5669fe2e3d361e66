import type { ReleaseFacts } from "../../cluster/cluster";
import { chooseRelease, knownVersions, releases } from "../../cluster/release/catalogue";
import { releaseDifference } from "../../cluster/release/release-difference";
import { countUnverified, releaseParts } from "../../cluster/release/release-parts";
import { unknownRelease } from "../../cluster/release/unknown-release";
import { coloursFor } from "../colours";
import { differenceText, releasesText, releaseText } from "../releases-text";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

export interface ReleasesOptions {
  readonly json?: boolean;
}

/** Prints the releases that are known, one of them whole, or what differs between two. Ends with 2 for an unknown one. */
export function releasesCommand(
  terminal: Terminal,
  one: string | undefined,
  other: string | undefined,
  options: ReleasesOptions,
): ExitCode {
  const [first, second] = [one, other].map((name) =>
    name === undefined ? undefined : factsOf(terminal, name),
  );
  const print = (data: unknown, text: () => string): void => {
    terminal.out(options.json === true ? JSON.stringify(data, null, 2) : text());
  };
  const colours = coloursFor(terminal);
  if (first === undefined) {
    const known = releases.map((release) => ({
      ...summaryOf(release),
      unverified: countUnverified(releaseParts(release, knownVersions)),
    }));
    print(known, () => releasesText(known));
  } else if (second === undefined) {
    print(first, () => releaseText(first, releaseParts(first, knownVersions), colours));
  } else {
    const differences = releaseDifference(first, second, knownVersions);
    const [from, to] = [first.version, second.version];
    print({ from, to, differences }, () => differenceText(from, to, differences, colours));
  }
  return EXIT.fine;
}

function summaryOf({ version, docker, rtcEngines, modules }: ReleaseFacts) {
  return {
    version,
    docker: docker.engine,
    compose: docker.compose,
    rtcEngine: rtcEngines.default,
    modules: modules.map(({ name }) => name),
  };
}

/** The facts for a release as the user names it. Says on standard error which facts stand in for one that is not known yet. */
function factsOf(terminal: Terminal, name: string): ReleaseFacts {
  const choice = chooseRelease(name);
  switch (choice.kind) {
    case "known":
    case "latest":
      return choice.release;
    case "newer":
      terminal.error(
        `Release ${name} is newer than this tool knows. It is checked and installed with the facts of ${choice.release.version}.`,
      );
      return choice.release;
    case "unknown":
      throw new CommandError(unknownRelease(name).message, EXIT.usage);
  }
}
