import type { ReleaseFacts } from "../cluster";
import { argumentsOfKey } from "../installer/installer-arguments";
import { listWords } from "../nearest-word";
import { knownVersions, releases } from "../release/catalogue";
import { applies } from "../release/condition";
import { releaseSpans } from "../release/release-spans";
import type { Features } from "../cluster";
import type { Path } from "../source-range";
import type { Draft } from "../manifest/draft";
import type { Report, Rule } from "./rule";

/** The keys of a draft that stand for an argument which only some releases have. */
export function* dependentKeys(draft: Draft): Generator<Path> {
  if (draft.turnDomain !== undefined) yield ["turnDomain"];
  for (const key of ["email", "turnPrivateKey", "turnPublicKey"] as const) {
    if (draft.certificate?.[key] !== undefined) yield ["certificate", key];
  }
  for (const [key, value] of Object.entries(draft.credentials ?? {})) {
    if (value !== undefined) yield ["credentials", key];
  }
}

/** Whether the release takes the key, under the load balancing and certificate that the manifest has. */
export function takes(release: ReleaseFacts, path: Path, features: Features): boolean {
  const unconditional: Features = { ...features, modules: release.modules.map((module) => module.name) };
  const subject = path[0] === "certificate" ? { ...unconditional, turnCertificate: true } : unconditional;
  return argumentsOfKey(release, path).some((fact) => applies(fact.when, subject));
}

export const releaseKeys: Rule = {
  id: "release-keys",
  severity: "error",
  protectsFrom:
    "Settings that the release's installer does not take: it stops, or the setting has no effect.",
  fix: "Remove the key, or choose a release that takes it.",
  example: [["type: letsencrypt", "type: letsencrypt\n  email: ops@example.io"]],
  *check(subject) {
    const { draft, release, features } = subject;
    if (release === undefined) return;
    for (const path of dependentKeys(draft)) {
      // An e-mail address with another certificate type is told by the certificate's own rule.
      if (path.at(-1) === "email" && features.certificateType !== "letsencrypt") continue;
      if (path[0] === "certificate" && path.at(-1) !== "email" && features.certificateType !== "owncert")
        continue;
      if (takes(release, path, features)) continue;
      const others = releases.filter((other) => takes(other, path, features)).map((other) => other.version);
      const who =
        others.length === 0
          ? "No known release does."
          : `${listWords(releaseSpans(others, knownVersions), "and")} ${others.length === 1 ? "does" : "do"}.`;
      const how = path[0] === "turnDomain" ? " with this load balancing" : "";
      yield {
        path,
        part: "key",
        message: `Release ${release.version} does not take '${path.join(".")}'${how}. ${who} Remove it here.`,
      };
    }
    yield* missingEmail(subject.features, release, draft);
    if (draft.rtcEngine !== undefined && !release.rtcEngines.allowed.includes(draft.rtcEngine)) {
      yield {
        path: ["rtcEngine"],
        message: `Release ${release.version} has ${listWords(release.rtcEngines.allowed, "and")}, not '${draft.rtcEngine}'.`,
      };
    }
  },
};

function* missingEmail(features: Features, release: ReleaseFacts, draft: Draft): Generator<Report> {
  if (features.certificateType !== "letsencrypt" || draft.certificate?.email !== undefined) return;
  if (!takes(release, ["certificate", "email"], features)) return;
  yield {
    path: ["certificate"],
    part: "key",
    message: `Release ${release.version} needs 'certificate.email' for Let's Encrypt.`,
  };
}
