import type { Features, ReleaseFacts } from "../cluster";
import { releases } from "../release/catalogue";
import { installationProblems, problemText } from "../release/installation-problems";
import { replaceValue, type ReportFix, type Rule } from "./rule";

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
    const environment = draft.installer?.environment;
    for (const problem of installationProblems(release, features, environment)) {
      const doubt = problem.unverified === undefined ? "" : ` (Unverified: ${problem.unverified})`;
      yield {
        path: ["release"],
        severity: problem.installation === "fails" ? "warning" : "information",
        ...(problem.installation === "fails" ? { fixes: laterRelease(release, features, environment) } : {}),
        message: `Known problem of ${release.version}: ${problemText(problem)}${doubt}`,
      };
    }
  },
};

/** The first later release that can be installed. */
function laterRelease(
  release: ReleaseFacts,
  features: Features,
  environment: Readonly<Record<string, unknown>> | undefined,
): ReportFix[] {
  const later = releases
    .slice(releases.findIndex(({ version }) => version === release.version) + 1)
    .find((other) =>
      installationProblems(other, features, environment).every(
        ({ installation }) => installation !== "fails",
      ),
    );
  return later === undefined ? [] : [replaceValue(`Change to '${later.version}'`, later.version)];
}
