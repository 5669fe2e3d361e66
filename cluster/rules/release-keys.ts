import type { ReleaseFacts } from "../cluster";
import { takes } from "../installer/taken-keys";
import { listWords } from "../nearest-word";
import { knownVersions, releases } from "../release/catalogue";
import { releaseSpans } from "../release/release-spans";
import type { Features } from "../cluster";
import type { Path } from "../source-range";
import type { Draft } from "../manifest/draft";
import { removeEntry, replaceValue, type Rule } from "./rule";

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

/** The keys of a draft that a release does not take. What has no place in its block at any release is not among them. */
export function* keysNotTaken(draft: Draft, release: ReleaseFacts, features: Features): Generator<Path> {
  for (const path of dependentKeys(draft)) {
    // An e-mail address with another certificate type is told by the certificate's own rule.
    if (path.at(-1) === "email" && features.certificateType !== "letsencrypt") continue;
    if (path[0] === "certificate" && path.at(-1) !== "email" && features.certificateType !== "owncert")
      continue;
    if (!takes(release, path, features)) yield path;
  }
}

/** Whether a release asks for an e-mail address that the manifest does not give. */
export function lacksEmail(draft: Draft, release: ReleaseFacts, features: Features): boolean {
  return (
    features.certificateType === "letsencrypt" &&
    draft.certificate?.email === undefined &&
    takes(release, ["certificate", "email"], features)
  );
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
    for (const path of keysNotTaken(draft, release, features)) {
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
        fixes: [removeEntry(`Remove '${path.join(".")}'`)],
      };
    }
    if (lacksEmail(draft, release, features)) {
      yield {
        path: ["certificate"],
        part: "key",
        message: `Release ${release.version} needs 'certificate.email' for Let's Encrypt.`,
      };
    }
    if (draft.rtcEngine !== undefined && !release.rtcEngines.allowed.includes(draft.rtcEngine)) {
      yield {
        path: ["rtcEngine"],
        message: `Release ${release.version} has ${listWords(release.rtcEngines.allowed, "and")}, not '${draft.rtcEngine}'.`,
        fixes: release.rtcEngines.allowed.map((engine) => replaceValue(`Change to '${engine}'`, engine)),
      };
    }
  },
};
