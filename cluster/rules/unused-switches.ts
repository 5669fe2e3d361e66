import { takes } from "../installer/taken-keys";
import type { Rule } from "./rule";

export const unusedSwitches: Rule = {
  id: "unused-switches",
  severity: "hint",
  protectsFrom: "Settings that look as if they did something.",
  fix: "Remove the setting.",
  example: [
    ["release: 3.8.0", "release: 3.5.0"],
    [
      "type: letsencrypt",
      "type: owncert\n  privateKey: key.pem\n  publicKey: chain.pem\n  turnPrivateKey: turn.pem\n  turnPublicKey: turn-chain.pem",
    ],
  ],
  *check({ draft, release, features }) {
    if (release === undefined) return;
    for (const key of ["rtmp", "whip", "webrtcOverTcp"] as const) {
      if (draft.ingress?.[key] === undefined) continue;
      if (
        release.ports.some(
          ({ when }) => when?.ingress === key && isOpen(when.loadBalancing, features.loadBalancing),
        )
      )
        continue;
      yield {
        path: ["ingress", key],
        part: "key",
        message: `'ingress.${key}' has no effect: release ${release.version} has no port for it with this load balancing.`,
        tags: ["unused"],
      };
    }
    const { certificate, turnDomain } = draft;
    if (turnDomain !== undefined) return;
    for (const key of ["turnPrivateKey", "turnPublicKey"] as const) {
      const path = ["certificate", key];
      // What the release does not take at all is told by another rule.
      if (certificate?.[key] === undefined || !takes(release, path, features)) continue;
      yield {
        path,
        part: "key",
        message: `'certificate.${key}' is for the 'turnDomain', which is not given.`,
        tags: ["unused"],
      };
    }
  },
};

function isOpen(wanted: string | undefined, present: string): boolean {
  return wanted === undefined || wanted === present;
}
