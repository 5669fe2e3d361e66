import { installationProblems, problemText } from "../release/installation-problems";
import type { Rule } from "./rule";

export const knownProblems: Rule = {
  id: "known-problems",
  severity: "information",
  protectsFrom: "A new installation that fails or suffers from what is known of its release.",
  fix: "Follow the advice, or choose another release.",
  example: [
    ["release: 3.8.0", "release: 3.3.0"],
    ["openviduMeet, ", ""],
    ["certificate:\n  type: letsencrypt", "loadBalancing: external"],
  ],
  *check({ draft, features, release }) {
    if (release === undefined) return;
    for (const problem of installationProblems(release, features, draft.installer?.environment)) {
      const doubt = problem.unverified === undefined ? "" : ` (Unverified: ${problem.unverified})`;
      yield {
        path: ["release"],
        severity: problem.installation === "fails" ? "warning" : "information",
        message: `Known problem of ${release.version}: ${problemText(problem)}${doubt}`,
      };
    }
  },
};
