import type { Features, ReleaseFacts } from "../cluster";
import { applies } from "./condition";

export type KnownProblem = ReleaseFacts["knownProblems"][number];

/** The known problems that a new installation meets, with these features and variables of installer.environment. */
export function installationProblems(
  release: ReleaseFacts,
  features: Features,
  environment: Readonly<Record<string, unknown>> = {},
): KnownProblem[] {
  return release.knownProblems.filter(
    ({ installation, when, solvedBy }) =>
      installation !== undefined &&
      applies(when, features) &&
      solvedBy?.every((name) => environment[name] !== undefined) !== true,
  );
}

/** The problem and what to do about it, in sentences. */
export function problemText({ problem, advice }: KnownProblem): string {
  return advice === undefined ? problem : `${problem} ${advice}`;
}
