import { describe, expect, it } from "vitest";
import { AT_BETA1, manifest, replace, told } from "../../../fixtures/manifest-builder";

const at = (...lines: string[]): string =>
  manifest([
    "certificate:\n  type: letsencrypt\n",
    ["certificate:", ...lines.map((line) => `  ${line}`), ""].join("\n"),
  ]);

describe("the certificate", () => {
  it("is needed with DNS load balancing only", () => {
    const without = manifest(["certificate:\n  type: letsencrypt\n", ""]);
    expect(told(without)).toEqual([
      "error [name] With DNS load balancing the master nodes need a 'certificate', as 'certificate: { type: letsencrypt }'.",
    ]);
    expect(told(replace(without, ["rtcEngine: pion", "loadBalancing: external"]))).toEqual([]);
  });

  it("is one finding where it is there but wrong", () => {
    expect(told(at("type: letsencrpt"))).toEqual([
      "error [letsencrpt] 'certificate.type' must be selfsigned, letsencrypt, zerossl or owncert, not 'letsencrpt'. Did you mean 'letsencrypt'?",
    ]);
    expect(told(at("type:"))).toEqual([
      "error [type] 'certificate.type' must be selfsigned, letsencrypt, zerossl or owncert; it is empty.",
    ]);
    expect(told(manifest(["certificate:\n  type: letsencrypt\n", "certificate: letsencrypt\n"]))).toEqual([
      "error [letsencrypt] 'certificate' must be a mapping of keys and values.",
    ]);
  });

  it.each([
    ["selfsigned", "privateKey: a.pem", "privateKey", "it takes no further key"],
    ["letsencrypt", "apiKey: ${secret:a}", "apiKey", "it takes no further key"],
    [
      "owncert",
      "email: a@b.c\n  privateKey: a\n  publicKey: b",
      "email",
      "it takes privateKey, publicKey, turnPrivateKey and turnPublicKey",
    ],
  ])("of type %s does not take %s", (type, line, key, words) => {
    expect(told(at(`type: ${type}`, line))).toEqual([
      `error [${key}] '${key}' does not belong to a certificate of type ${type}; ${words}.`,
    ]);
  });

  it("of type letsencrypt takes an e-mail address only where the release does", () => {
    const text = replace(at("type: letsencrypt", "apiKey: ${secret:a}"), ...AT_BETA1);
    expect(told(text).join()).toContain("of type letsencrypt; it takes email.");
  });

  it("of your own needs both files", () => {
    expect(told(at("type: owncert"))).toEqual([
      "error [certificate] A certificate of type owncert needs 'privateKey'.",
      "error [certificate] A certificate of type owncert needs 'publicKey'.",
    ]);
    expect(told(at("type: owncert", "privateKey: a.pem", "publicKey: b.pem"))).toEqual([]);
  });

  it("for the TURN domain needs both files or none", () => {
    const own = ["type: owncert", "privateKey: a", "publicKey: b", "turnPublicKey: c"].join("\n  ");
    const text = manifest(
      ...AT_BETA1.slice(0, 2),
      ["type: letsencrypt", own],
      ["rtcEngine:", "turnDomain: turn.example.io\nrtcEngine:"],
    );
    expect(told(text)).toEqual([
      "error [certificate] The TURN certificate needs both 'turnPrivateKey' and 'turnPublicKey', or neither.",
    ]);
    expect(told(replace(text, ["turnPublicKey: c", "turnPublicKey: c\n  turnPrivateKey: d"]))).toEqual([]);
  });

  it("of ZeroSSL cannot be installed, for its arguments are nowhere documented", () => {
    expect(told(at("type: zerossl"))).toEqual([
      "error [certificate] A certificate of type zerossl needs 'apiKey'.",
      "error [zerossl] No public source tells the names of the installer's arguments for ZeroSSL, so this tool cannot make them. Use another type, or give them under installer.arguments.master, --certificate-type=… among them.",
    ]);
    const given = replace(at("type: zerossl", "apiKey: ${secret:zerossl}"), [
      "ssh:\n",
      "installer:\n  arguments:\n    master: [--certificate-type=any]\nssh:\n",
    ]);
    expect(told(given)).toEqual([
      "warning [zerossl] No public source tells the names of the installer's arguments for ZeroSSL: those of installer.arguments.master are passed on unchecked.",
    ]);
  });
});
