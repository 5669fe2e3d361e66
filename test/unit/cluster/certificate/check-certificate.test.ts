import { describe, expect, it } from "vitest";
import {
  checkCertificate,
  covers,
  type CertificateFacts,
  type PairFacts,
} from "../../../../cluster/certificate/check-certificate";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;

const SERVER: CertificateFacts = {
  subject: "openvidu.example.io",
  names: ["openvidu.example.io"],
  validFrom: NOW - DAY,
  validTo: NOW + 60 * DAY,
  selfSigned: false,
  matchesKey: true,
  signedByNext: true,
};
const ISSUER: CertificateFacts = {
  subject: "Issuer",
  names: [],
  validFrom: NOW - DAY,
  validTo: NOW + 900 * DAY,
  selfSigned: true,
  matchesKey: false,
};

function told(changes: Partial<PairFacts>, server: Partial<CertificateFacts> = {}): string[] {
  const pair: PairFacts = {
    keyFile: "key.pem",
    chainFile: "chain.pem",
    key: "readable",
    chain: [{ ...SERVER, ...server }, ISSUER],
    ...changes,
  };
  return checkCertificate(pair, ["openvidu.example.io"], NOW).map(
    ({ severity, cause }) => `${severity}: ${cause}`,
  );
}

describe("an own certificate", () => {
  it("that is good has no finding", () => {
    expect(told({})).toEqual([]);
  });

  it.each<[string, Partial<PairFacts>, Partial<CertificateFacts>, string[]]>([
    [
      "of another key",
      {},
      { matchesKey: false },
      ["error: The key in key.pem does not belong to the certificate in chain.pem."],
    ],
    [
      "that is not the first",
      { chain: [ISSUER, SERVER] },
      {},
      [
        "error: In chain.pem the certificate of the key is number 2, not the first.",
        "error: The certificate in chain.pem is not for openvidu.example.io, but for no name at all.",
      ],
    ],
    [
      "whose chain is broken",
      {},
      { signedByNext: false },
      ["error: In chain.pem certificate 2 has not signed the one before it (openvidu.example.io)."],
    ],
    [
      "for another name",
      {},
      { names: ["example.io", "*.video.example.io"] },
      [
        "error: The certificate in chain.pem is not for openvidu.example.io, but for example.io, *.video.example.io.",
      ],
    ],
    [
      "that has expired",
      {},
      { validTo: NOW - 3 * DAY },
      ["error: The certificate of openvidu.example.io in chain.pem expired 3 days ago."],
    ],
    [
      "that is not valid yet",
      {},
      { validFrom: NOW + 2 * DAY },
      ["error: The certificate of openvidu.example.io in chain.pem is not valid for another 2 days."],
    ],
    [
      "that expires within 30 days",
      {},
      { validTo: NOW + 29 * DAY },
      ["warning: The certificate of openvidu.example.io in chain.pem expires in 29 days."],
    ],
    ["that expires after 30 days", {}, { validTo: NOW + 30 * DAY }, []],
    [
      "with an encrypted key",
      { key: "encrypted" },
      { matchesKey: false },
      ["error: The key in key.pem is encrypted; the nodes could not read it."],
    ],
    [
      "without a key",
      { key: "no-key" },
      { matchesKey: false },
      ["error: key.pem holds no private key in PEM format."],
    ],
    [
      "that is none",
      { chain: "no-certificate" },
      {},
      ["error: chain.pem holds no certificate in PEM format."],
    ],
    [
      "without those that signed it",
      { chain: [{ ...ISSUER, ...SERVER, selfSigned: false }] },
      {},
      [
        "warning: chain.pem holds the server's certificate only. Clients that do not know who signed it will refuse it.",
      ],
    ],
    ["that signed itself", { chain: [{ ...SERVER, selfSigned: true }] }, {}, []],
  ])("%s", (_what, changes, server, expected) => {
    expect(told(changes, server)).toEqual(expected);
  });
});

describe("a name of a certificate", () => {
  it.each([
    ["openvidu.example.io", "OpenVidu.example.io", true],
    ["*.example.io", "openvidu.example.io", true],
    ["*.example.io", "a.b.example.io", false],
    ["*.example.io", "example.io", false],
    ["example.io", "openvidu.example.io", false],
  ])("%s stands for %s: %s", (name, domain, expected) => {
    expect(covers(name, domain)).toBe(expected);
  });
});
