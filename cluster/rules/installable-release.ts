import { releases } from "../release/catalogue";
import { replaceValue, type Rule } from "./rule";

export const installableRelease: Rule = {
  id: "installable-release",
  severity: "warning",
  protectsFrom: "An installation that stops because what the release downloads is no longer there.",
  fix: "Choose a later release, or name images that are there in installer.environment.",
  example: [
    ["release: 3.8.0", "release: 3.3.0"],
    ["openviduMeet, ", ""],
    ["certificate:\n  type: letsencrypt", "loadBalancing: external"],
  ],
  *check({ draft, release }) {
    for (const { problem, advice = "", stopsInstallation } of release?.knownProblems ?? []) {
      if (stopsInstallation !== true) continue;
      // Who names other images has heard of it.
      const variables = advice.match(/\b[A-Z]+(?:_[A-Z]+)*_IMAGE\b/g) ?? [];
      const environment = draft.installer?.environment ?? {};
      if (variables.length > 0 && variables.every((name) => environment[name] !== undefined)) continue;
      const later = releases.find(
        (other) =>
          releases.indexOf(other) > releases.findIndex(({ version }) => version === release?.version) &&
          !other.knownProblems.some((known) => known.stopsInstallation === true),
      );
      yield {
        path: ["release"],
        message: `${problem} ${advice}`,
        fixes: later === undefined ? [] : [replaceValue(`Change to '${later.version}'`, later.version)],
      };
    }
  },
};
