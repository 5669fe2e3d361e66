import { listWords } from "../nearest-word";
import { chooseRelease, knownVersions } from "../release/catalogue";
import { nearestReleases } from "../release/nearest-releases";
import { replaceValue, type Rule } from "./rule";

export const knownRelease: Rule = {
  id: "known-release",
  severity: "error",
  protectsFrom: "Ports, arguments and modules taken from a release that is not the one that gets installed.",
  fix: "Name a release of the catalogue.",
  example: [["release: 3.8.0", "release: 3.4.9"]],
  *check({ draft, releaseChoice }) {
    const name = draft.release;
    if (name === undefined || releaseChoice === undefined) return;
    const path = ["release"];
    const replaceBy = (version: string) => replaceValue(`Change to '${version}'`, version);
    switch (releaseChoice.kind) {
      case "known":
        return;
      case "latest": {
        const { version } = releaseChoice.release;
        const message = `'latest' is whatever is newest on the day of installation; nodes added later may differ. Checked as ${version}, the newest known here.`;
        yield {
          path,
          severity: "information",
          message,
          fixes: [replaceValue(`Pin to '${version}'`, version)],
        };
        return;
      }
      case "newer": {
        const { version } = releaseChoice.release;
        yield {
          path,
          severity: "warning",
          message: `Release ${name} is newer than this tool knows. It is checked and installed with the facts of ${version}.`,
        };
        return;
      }
      case "unknown": {
        const whole = /^\d+\.\d+$/.test(name) ? `${name}.0` : undefined;
        if (whole !== undefined && chooseRelease(whole).kind !== "unknown") {
          yield {
            path,
            message: `A release has three numbers: '${whole}', not '${name}'.`,
            fixes: [replaceBy(whole)],
          };
          return;
        }
        const near = nearestReleases(name, knownVersions);
        yield {
          path,
          message: `This tool knows no release '${name}'. Nearest known: ${listWords(near)}.`,
          fixes: near.map(replaceBy),
        };
      }
    }
  },
};
