import { unknownRelease } from "../release/unknown-release";
import { replaceValue, safely, type Rule } from "./rule";

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
        const { message, instead, isSure } = unknownRelease(name);
        const fixes = instead.map(replaceBy);
        yield { path, message, fixes: isSure ? fixes.map(safely) : fixes };
      }
    }
  },
};
