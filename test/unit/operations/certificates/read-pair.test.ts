import { describe, expect, it } from "vitest";
import { checkCertificate } from "../../../../cluster/certificate/check-certificate";
import { readPair } from "../../../../operations/certificates/read-pair";
import { encrypted, issue, TestAuthority } from "../../../fixtures/certificates";
import { fakeRuntime, memoryStore } from "../builders";

const authority = new TestAuthority();
const server = authority.server("openvidu.example.io", "*.video.example.io");
const chain = server.certificate + authority.intermediate.certificate;
const DAY = 86_400_000;

async function told(key: string, text: string, domain = "openvidu.example.io", later = 0): Promise<string[]> {
  const world = {
    runtime: fakeRuntime({ "/work/key.pem": key, "/work/chain.pem": text }),
    secrets: memoryStore(),
    directory: "/work",
  };
  const pair = { privateKey: "key.pem", publicKey: "chain.pem", domains: [domain] };
  const facts = await readPair(pair, world);
  return checkCertificate(facts, [domain], Date.now() + later).map(({ cause }) => cause);
}

describe("a key and its chain, as openssl makes them", () => {
  it("are good together, with or without the root and with text between", async () => {
    expect(await told(server.key, chain)).toEqual([]);
    expect(
      await told(server.key, `subject=x\r\n${chain}\r\n# root\r\n${authority.root.certificate}`),
    ).toEqual([]);
    expect(await told(server.key, chain, "one.video.example.io")).toEqual([]);
  });

  it("that signed itself is good", async () => {
    const own = issue("openvidu.example.io", { names: ["openvidu.example.io"] });
    expect(await told(own.key, own.certificate)).toEqual([]);
  });

  it("are found to be wrong", async () => {
    const other = authority.server("openvidu.example.io");
    expect(await told(other.key, chain)).toEqual([expect.stringContaining("does not belong to")]);
    expect(await told(server.key, authority.intermediate.certificate + server.certificate)).toContainEqual(
      expect.stringContaining("number 2, not the first"),
    );
    expect(await told(server.key, server.certificate + authority.root.certificate)).toEqual([
      expect.stringContaining("certificate 2 has not signed the one before it"),
    ]);
    expect(await told(server.key, server.certificate)).toEqual([
      expect.stringContaining("holds the server's certificate only"),
    ]);
    expect(await told(server.key, chain, "turn.example.io")).toEqual([
      expect.stringContaining("is not for turn.example.io, but for openvidu.example.io, *.video.example.io."),
    ]);
    expect(await told(encrypted(server.key), chain)).toEqual([expect.stringContaining("is encrypted")]);
    expect(await told(chain, server.key)).toEqual([
      expect.stringContaining("holds no private key"),
      expect.stringContaining("holds no certificate"),
    ]);
  });

  it("expire", async () => {
    expect(await told(server.key, chain, undefined, 70 * DAY)).toEqual([
      expect.stringContaining("expires in 19 days"),
      expect.stringContaining("expires in 19 days"),
    ]);
    expect(await told(server.key, chain, undefined, 100 * DAY)).toContainEqual(
      expect.stringMatching(/expired 10 days ago|expired 9 days ago/),
    );
  });

  it("that cannot be read are named", async () => {
    const pair = { privateKey: "key.pem", publicKey: "chain.pem", domains: [] };
    const world = { runtime: fakeRuntime(), secrets: memoryStore(), directory: "/work" };
    await expect(readPair(pair, world)).rejects.toThrow("The file /work/key.pem does not exist.");
  });

  it("whose key is broken are told without showing it", async () => {
    const broken = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXNlY3JldA==\n-----END PRIVATE KEY-----\n";
    const [cause = ""] = await told(broken, chain);
    expect(cause).toContain("holds no private key");
    expect(cause).not.toContain("c2VjcmV0");
  });
});
