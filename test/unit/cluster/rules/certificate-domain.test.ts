import { describe, expect, it } from "vitest";
import { manifest, told } from "../../../fixtures/manifest-builder";

const withDomain = (name: string, ...more: [string, string][]): string =>
  manifest(["openvidu.example.io", name], ...more);
const told_ = (text: string): string[] => told(text, "certificate-domain");

describe("a certificate of Let's Encrypt", () => {
  it.each([
    ["openvidu.local", "local"],
    ["openvidu.test", "test"],
    ["a.b.example", "example"],
    ["openvidu.invalid", "invalid"],
    ["openvidu.localhost", "localhost"],
    ["openvidu.internal", "internal"],
    ["media.home.arpa", "home.arpa"],
    ["example.com", "example.com"],
    ["openvidu.example.com", "example.com"],
    ["openvidu.example.net", "example.net"],
    ["openvidu.example.org", "example.org"],
  ])("is not given for %s", (name, ending) => {
    expect(told_(withDomain(name))).toEqual([
      `error [${name}] Let's Encrypt gives no certificate for '${name}': names ending in '${ending}' are reserved. Use a domain of your own, or 'certificate: { type: selfsigned }' to try things out.`,
    ]);
  });

  it.each(["openvidu.example.io", "openvidu.mylocal", "test.io", "notexample.com", "local.my.org"])(
    "may be given for %s",
    (name) => {
      expect(told_(withDomain(name))).toEqual([]);
    },
  );

  it.each(["203-0-113-11.sslip.io", "ov.203.0.113.11.nip.io"])("is not sure for %s", (name) => {
    expect(told_(withDomain(name))).toEqual([
      expect.stringMatching(/^warning .* together have one limit of certificates from Let's Encrypt;/),
    ]);
  });

  it("is not wanted with another type", () => {
    expect(told(withDomain("openvidu.local", ["type: letsencrypt", "type: selfsigned"]))).toEqual([
      expect.stringMatching(/^information \[selfsigned\] /),
    ]);
  });

  it("is wanted for the TURN domain too", () => {
    const text = withDomain(
      "a.example.io",
      ["release: 3.8.0", "release: 3.5.0"],
      ["rtcEngine: pion", "turnDomain: turn.local"],
    );
    expect(told_(text)).toEqual([expect.stringContaining("error [turn.local]")]);
  });
});
