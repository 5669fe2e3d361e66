import { describe, expect, it } from "vitest";
import {
  applyFix,
  AT_BETA1,
  findingsOf,
  manifest,
  replace,
  told,
  toldBesidesAge,
} from "../../../fixtures/manifest-builder";

const at = (...lines: string[]): string =>
  manifest([
    "certificate:\n  type: letsencrypt\n",
    ["certificate:", ...lines.map((line) => `  ${line}`), ""].join("\n"),
  ]);

describe("the certificate", () => {
  it("is needed with DNS load balancing only", () => {
    const without = manifest(["certificate:\n  type: letsencrypt\n", ""]);
    expect(toldBesidesAge(without)).toEqual([
      "error [name] With DNS load balancing the master nodes need a 'certificate', as 'certificate: { type: letsencrypt }'.",
    ]);
    expect(toldBesidesAge(replace(without, ["rtcEngine: pion", "loadBalancing: external"]))).toEqual([]);
  });

  it("is one finding where it is there but wrong", () => {
    expect(toldBesidesAge(at("type: letsencrpt"))).toEqual([
      "error [letsencrpt] 'certificate.type' must be selfsigned, letsencrypt, zerossl or owncert, not 'letsencrpt'. Did you mean 'letsencrypt'?",
    ]);
    expect(toldBesidesAge(at("type:"))).toEqual([
      "error [type] 'certificate.type' must be selfsigned, letsencrypt, zerossl or owncert; it is empty.",
    ]);
    expect(
      toldBesidesAge(manifest(["certificate:\n  type: letsencrypt\n", "certificate: letsencrypt\n"])),
    ).toEqual(["error [letsencrypt] 'certificate' must be a mapping of keys and values."]);
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
    expect(toldBesidesAge(at(`type: ${type}`, line), "certificate-block")).toEqual([
      `error [${key}] '${key}' does not belong to a certificate of type ${type}; ${words}.`,
    ]);
  });

  it("of type letsencrypt takes an e-mail address only where the release does", () => {
    const text = replace(at("type: letsencrypt", "apiKey: ${secret:a}"), ...AT_BETA1);
    expect(toldBesidesAge(text).join()).toContain("of type letsencrypt; it takes email.");
  });

  it("of your own needs both files", () => {
    expect(toldBesidesAge(at("type: owncert"))).toEqual([
      "error [certificate] A certificate of type owncert needs 'privateKey' and 'publicKey'.",
    ]);
    expect(toldBesidesAge(at("type: owncert", "privateKey: a.pem", "publicKey: b.pem"))).toEqual([]);
  });

  it("for the TURN domain needs both files or none", () => {
    const own = ["type: owncert", "privateKey: a", "publicKey: b", "turnPublicKey: c"].join("\n  ");
    const text = manifest(
      ...AT_BETA1.slice(0, 2),
      ["type: letsencrypt", own],
      ["rtcEngine:", "turnDomain: turn.example.io\nrtcEngine:"],
    );
    expect(toldBesidesAge(text)).toEqual([
      "error [certificate] The TURN certificate needs both 'turnPrivateKey' and 'turnPublicKey', or neither.",
    ]);
    expect(
      toldBesidesAge(replace(text, ["turnPublicKey: c", "turnPublicKey: c\n  turnPrivateKey: d"])),
    ).toEqual([]);
  });

  it("of ZeroSSL is a warning, for its arguments are nowhere documented", () => {
    expect(toldBesidesAge(at("type: zerossl"))).toEqual([
      "error [certificate] A certificate of type zerossl needs 'apiKey'.",
      "warning [zerossl] No public source tells the names of the installer's arguments for ZeroSSL, so none are passed on, and the installation will probably stop. Use another type, or give them under installer.arguments.master, --certificate-type=… among them.",
    ]);
    const given = replace(at("type: zerossl", "apiKey: ${secret:zerossl}"), [
      "ssh:\n",
      "installer:\n  arguments:\n    master: [--certificate-type=any]\nssh:\n",
    ]);
    expect(toldBesidesAge(given)).toEqual([
      "warning [zerossl] No public source tells the names of the installer's arguments for ZeroSSL: those of installer.arguments.master are passed on unchecked.",
    ]);
  });
});

describe("the fix of a certificate", () => {
  const mended = (text: string): string[] => {
    const { fixes = [] } = findingsOf(text, "certificate-block")[0] ?? {};
    return fixes.map((fix) => applyFix(text, fix));
  };

  it("adds the keys that its type needs, as the block is written", () => {
    const both = "  privateKey: certs/privkey.pem\n  publicKey: certs/fullchain.pem";
    expect(mended(at("type: owncert"))).toEqual([at("type: owncert", both.trim())]);
    const flow = manifest(["certificate:\n  type: letsencrypt", "certificate: { type: owncert }"]);
    const [added] = mended(flow);
    expect(added).toContain(
      "certificate: { type: owncert, privateKey: certs/privkey.pem, publicKey: certs/fullchain.pem }",
    );
    const windows = at("type: owncert").replaceAll("\n", "\r\n");
    expect(mended(windows)).toEqual([at("type: owncert", both.trim()).replaceAll("\n", "\r\n")]);
  });

  it("removes a key that is not its type's, or changes the type", () => {
    const files = ["privateKey: a.pem", "publicKey: b.pem"];
    expect(mended(at("type: selfsigned", ...files))).toEqual([
      at("type: selfsigned", "publicKey: b.pem"),
      at("type: owncert", ...files),
    ]);
    expect(told(at("type: owncert", ...files))).toEqual([]);
  });
});
