import type { ReleaseFacts } from "../cluster";
import { listWords } from "../nearest-word";
import { releases } from "../release/catalogue";
import { featuresOf } from "../release/features";
import { installationProblems, problemText } from "../release/installation-problems";
import type { Question } from "./question";

/** Which release: the newest stands first. What is known to go wrong at one is told beside it, and when it is taken. */
export function releaseQuestion(): Question {
  const newest = releases.at(-1)?.version ?? "";
  return {
    kind: "choice",
    id: "release",
    title: "OpenVidu release",
    help: "All nodes get this release. Arguments, ports and modules depend on it.",
    choices: releases
      .map((release) => {
        const detail = release.version === newest ? "newest" : problemNames(release);
        return {
          value: release.version,
          label: release.version,
          ...(detail === undefined ? {} : { detail }),
        };
      })
      .reverse(),
    initial: newest,
    sample: newest,
    remark: remarkOn,
  };
}

/** The problems of a new installation, whatever else is answered later. */
function problemsOf(release: ReleaseFacts): ReturnType<typeof installationProblems> {
  return installationProblems(release, featuresOf({}, release));
}

function problemNames(release: ReleaseFacts): string | undefined {
  const names = problemsOf(release).map(({ name }) => name);
  return names.length === 0 ? undefined : `known problems: ${names.join(", ")}`;
}

function remarkOn(version: string): string | undefined {
  const release = releases.find((each) => each.version === version);
  if (release === undefined) return undefined;
  const now = problemsOf(release);
  if (now.length === 0) return undefined;
  const others = release.knownProblems.filter((problem) => !now.includes(problem)).map(({ name }) => name);
  const more = others.length === 0 ? "" : ` Besides: ${listWords(others, "and")}.`;
  return `Known problems of ${version}: ${now.map(problemText).join(" ")}${more}`;
}
