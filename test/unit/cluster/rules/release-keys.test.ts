import { describe, expect, it } from "vitest";
import { AT_BETA1, manifest, replace, toldBesidesAge } from "../../../fixtures/manifest-builder";

const with38 = (yaml: string): string => manifest(["ssh:\n", `${yaml}\nssh:\n`]);
const beta1 = manifest(...AT_BETA1);

describe("keys that only some releases take", () => {
  it.each([
    [
      "turnDomain: turn.example.io",
      "turnDomain",
      "Release 3.8.0 does not take 'turnDomain' with this load balancing. 3.0.0-beta1 to 3.5.0 do. Remove it here.",
    ],
    [
      "credentials: { defaultAppUser: bob }",
      "defaultAppUser",
      "Release 3.8.0 does not take 'credentials.defaultAppUser'. 3.0.0-beta1 to 3.3.0 do. Remove it here.",
    ],
  ])("are told at 3.8.0: %s", (yaml, key, message) => {
    expect(toldBesidesAge(with38(yaml))).toEqual([`error [${key}] ${message}`]);
  });

  it("takes an e-mail address for Let's Encrypt at beta1 and not at 3.8.0", () => {
    expect(toldBesidesAge(manifest(["type: letsencrypt", "type: letsencrypt\n  email: a@b.c"]))).toEqual([
      "error [email] Release 3.8.0 does not take 'certificate.email'. 3.0.0-beta1 to 3.3.0 do. Remove it here.",
    ]);
    expect(toldBesidesAge(beta1)).toEqual([]);
    expect(toldBesidesAge(replace(beta1, ["  email: ops@example.io\n", ""]))).toEqual([
      "error [certificate] Release 3.0.0-beta1 needs 'certificate.email' for Let's Encrypt.",
    ]);
  });

  it("takes Meet's credentials from 3.4.0 on only", () => {
    expect(toldBesidesAge(with38("credentials: { meetInitialApiKey: '${secret:key}' }"))).toEqual([]);
    expect(
      toldBesidesAge(
        replace(beta1, ["ssh:\n", "credentials: { meetInitialApiKey: '${secret:key}' }\nssh:\n"]),
      ),
    ).toEqual([
      "error [meetInitialApiKey] Release 3.0.0-beta1 does not take 'credentials.meetInitialApiKey'. 3.4.0 to 3.9.0 do. Remove it here.",
    ]);
  });

  it("takes a TURN certificate up to 3.5.0 only", () => {
    const own = "type: owncert\n  privateKey: a\n  publicKey: b\n  turnPrivateKey: c\n  turnPublicKey: d";
    expect(toldBesidesAge(manifest(["type: letsencrypt", own]))).toEqual([
      "error [turnPrivateKey] Release 3.8.0 does not take 'certificate.turnPrivateKey'. 3.0.0-beta1 to 3.5.0 do. Remove it here.",
      "error [turnPublicKey] Release 3.8.0 does not take 'certificate.turnPublicKey'. 3.0.0-beta1 to 3.5.0 do. Remove it here.",
    ]);
  });

  it("takes the TURN domain behind an external load balancer at every release", () => {
    expect(
      toldBesidesAge(
        replace(with38("turnDomain: turn.example.io"), ["rtcEngine: pion", "loadBalancing: external"]),
      ),
    ).toEqual([]);
    expect(
      toldBesidesAge(
        replace(beta1, ["rtcEngine: pion", "loadBalancing: external\nturnDomain: turn.example.io"]),
        "release-keys",
      ),
    ).not.toContain("turnDomain");
  });

  it("takes the credentials of a module that is off, for it may be switched on later", () => {
    expect(
      toldBesidesAge(replace(with38("credentials: { grafanaAdminUser: bob }"), ["observability, ", ""])),
    ).toEqual([]);
  });

  it("is quiet where the release is unknown", () => {
    expect(
      toldBesidesAge(replace(with38("turnDomain: turn.example.io"), ["3.8.0", "1.0.0"]), "release-keys"),
    ).toEqual([]);
  });
});
