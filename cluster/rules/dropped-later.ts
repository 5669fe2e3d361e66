import type { ReleaseFacts } from "../cluster";
import { takes } from "../installer/taken-keys";
import { releases } from "../release/catalogue";
import type { Path } from "../source-range";
import { dependentKeys } from "./release-keys";
import type { Report, Rule } from "./rule";

export const droppedLater: Rule = {
  id: "dropped-later",
  severity: "hint",
  protectsFrom: "A surprise at the next upgrade: modules and keys that later releases no longer have.",
  fix: "Nothing needs to be done at this release; plan for it before the upgrade.",
  example: [
    ["release: 3.8.0", "release: 3.5.0"],
    ["rtcEngine: pion", "turnDomain: turn.example.io"],
  ],
  *check({ draft, release, features }) {
    const newest = releases.at(-1);
    if (release === undefined || newest === undefined || release === newest) return;
    const later = releases.slice(releases.indexOf(release) + 1);
    for (const [index, name] of (draft.modules ?? []).entries()) {
      const has = (other: ReleaseFacts): boolean => other.modules.some((module) => module.name === name);
      if (name !== undefined && has(release))
        yield* dropped(`the module '${name}'`, ["modules", index], later, has);
    }
    for (const path of dependentKeys(draft)) {
      const has = (other: ReleaseFacts): boolean => takes(other, path, features);
      if (has(release)) yield* dropped(`'${path.join(".")}'`, path, later, has);
    }
  },
};

/** Told where the newest release does not have it, with the first one of those that do not. */
function* dropped(
  what: string,
  path: Path,
  later: readonly ReleaseFacts[],
  has: (release: ReleaseFacts) => boolean,
): Generator<Report> {
  const last = later.findLastIndex(has);
  const first = later[last + 1];
  if (first === undefined) return;
  yield {
    path,
    ...(typeof path.at(-1) === "string" ? { part: "key" as const } : {}),
    message: `From ${first.version} on no release takes ${what}.`,
    tags: ["deprecated"],
  };
}
