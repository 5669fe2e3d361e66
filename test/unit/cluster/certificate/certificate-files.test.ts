import { describe, expect, it } from "vitest";
import {
  certificateFiles,
  checkCertificateFiles,
  type CertificateFileFinding,
  type FileContent,
} from "../../../../cluster/certificate/certificate-files";
import { encrypted, issue, TestAuthority, withOwnCertificate } from "../../../fixtures/certificates";
import { clusterOf, manifest } from "../../../fixtures/manifest-builder";

const authority = new TestAuthority();
const server = authority.server("openvidu.example.io", "*.video.example.io");
const chain = server.certificate + authority.intermediate.certificate;
const DAY = 86_400_000;

const owncert = (domain = "openvidu.example.io"): string =>
  withOwnCertificate(manifest(["domain: openvidu.example.io", `domain: ${domain}`]));

/** What is wrong with these files, so many milliseconds from now. */
function findings(
  text: string,
  files: Readonly<Record<string, string>>,
  later = 0,
): CertificateFileFinding[] {
  const read = (file: string): FileContent => {
    const content = files[file];
    return content === undefined
      ? { kind: "unread", cause: `The file /work/${file} does not exist.` }
      : { kind: "text", text: content };
  };
  return checkCertificateFiles(clusterOf(text), read, Date.now() + later);
}

function told(key: string, text: string, domain?: string, later = 0): string[] {
  return findings(owncert(domain), { "key.pem": key, "chain.pem": text }, later).map(({ cause }) => cause);
}

describe("a key and its chain, as openssl makes them", () => {
  it("are good together, with or without the root and with text between", () => {
    expect(told(server.key, chain)).toEqual([]);
    expect(told(server.key, `subject=x\r\n${chain}\r\n# root\r\n${authority.root.certificate}`)).toEqual([]);
    expect(told(server.key, chain, "one.video.example.io")).toEqual([]);
  });

  it("that signed itself is good", () => {
    const own = issue("openvidu.example.io", { names: ["openvidu.example.io"] });
    expect(told(own.key, own.certificate)).toEqual([]);
  });

  it("are found to be wrong", () => {
    const other = authority.server("openvidu.example.io");
    expect(told(other.key, chain)).toEqual([expect.stringContaining("does not belong to")]);
    expect(told(server.key, authority.intermediate.certificate + server.certificate)).toContainEqual(
      expect.stringContaining("number 2, not the first"),
    );
    expect(told(server.key, server.certificate + authority.root.certificate)).toEqual([
      expect.stringContaining("certificate 2 has not signed the one before it"),
    ]);
    expect(told(server.key, server.certificate)).toEqual([
      expect.stringContaining("holds the server's certificate only"),
    ]);
    expect(told(server.key, chain, "turn.example.io")).toEqual([
      expect.stringContaining("is not for turn.example.io, but for openvidu.example.io, *.video.example.io."),
    ]);
    expect(told(encrypted(server.key), chain)).toEqual([expect.stringContaining("is encrypted")]);
    expect(told(chain, server.key)).toEqual([
      expect.stringContaining("holds no private key"),
      expect.stringContaining("holds no certificate"),
    ]);
  });

  it("expire", () => {
    expect(told(server.key, chain, undefined, 70 * DAY)).toEqual([
      expect.stringContaining("expires in 19 days"),
      expect.stringContaining("expires in 19 days"),
    ]);
    expect(told(server.key, chain, undefined, 100 * DAY)).toContainEqual(
      expect.stringMatching(/expired 10 days ago|expired 9 days ago/),
    );
  });

  it("that cannot be read are named, each with the key of the manifest", () => {
    expect(findings(owncert(), {})).toMatchObject([
      {
        path: ["certificate", "privateKey"],
        severity: "error",
        cause: "The file /work/key.pem does not exist.",
        suggestion: "Correct the path in the manifest, or put the file there.",
      },
      { path: ["certificate", "publicKey"], cause: "The file /work/chain.pem does not exist." },
    ]);
  });

  it("are mended where the fault is", () => {
    const places = (key: string, text: string): unknown[] =>
      findings(owncert(), { "key.pem": key, "chain.pem": text }).map(({ path }) => path.at(-1));
    expect(places("nonsense", chain)).toEqual(["privateKey"]);
    expect(places(server.key, "nonsense")).toEqual(["publicKey"]);
    expect(places(authority.server("openvidu.example.io").key, chain)).toEqual(["privateKey"]);
  });

  it("of the TURN domain are looked at too, where the release takes them", () => {
    const text = owncert()
      .replace("release: 3.8.0", "release: 3.5.0\nturnDomain: turn.example.io")
      .replace("publicKey: chain.pem", "$&\n  turnPrivateKey: turn-key.pem\n  turnPublicKey: turn.pem");
    const files = {
      "key.pem": server.key,
      "chain.pem": chain,
      "turn-key.pem": server.key,
      "turn.pem": chain,
    };
    expect(certificateFiles(clusterOf(text))).toEqual(Object.keys(files));
    expect(findings(text, files)).toMatchObject([
      {
        path: ["certificate", "turnPublicKey"],
        cause: expect.stringContaining("turn.pem is not for turn.example.io") as string,
      },
    ]);
  });

  it("that are not asked for are not looked at", () => {
    expect(certificateFiles(clusterOf(manifest()))).toEqual([]);
    expect(findings(manifest(), {})).toEqual([]);
  });

  it("whose key is broken are told without showing it", () => {
    const broken = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==\n-----END PRIVATE KEY-----\n";
    const [cause = ""] = told(broken, chain);
    expect(cause).toContain("holds no private key");
    expect(cause).not.toContain("c2VjcmV0");
  });
});
