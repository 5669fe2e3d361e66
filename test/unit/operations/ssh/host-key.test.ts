import { describe, expect, it } from "vitest";
import { fingerprint, hostKeyAlgorithms, judgeHostKey, keyType } from "../../../../operations/ssh/host-key";
import { parseKnownHosts } from "../../../../operations/ssh/known-hosts";

function key(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.from(body)]);
}

const ED = key("ssh-ed25519", "one");
const OTHER_ED = key("ssh-ed25519", "two");
const RSA = key("ssh-rsa", "three");

function known(...keys: readonly (readonly [string, Buffer])[]): ReturnType<typeof parseKnownHosts> {
  return parseKnownHosts(
    keys.map(([names, of]) => `${names} ${keyType(of)} ${of.toString("base64")}`).join("\n"),
    "known",
  );
}

describe("a host key", () => {
  it("that is recorded is accepted", () => {
    expect(judgeHostKey({ entries: known(["h", RSA], ["h", ED]) }, ED)).toEqual({ kind: "accepted" });
  });

  it("of a machine that nobody knows is unknown", () => {
    expect(judgeHostKey({ entries: [] }, ED)).toEqual({
      kind: "unknown",
      keyType: "ssh-ed25519",
      fingerprint: fingerprint(ED),
    });
  });

  it("that is another one than recorded has changed, whatever its type", () => {
    const recorded = [`${fingerprint(ED)} (ssh-ed25519) in known, line 1`];
    expect(judgeHostKey({ entries: known(["h", ED]) }, OTHER_ED)).toMatchObject({
      kind: "changed",
      recorded,
    });
    expect(judgeHostKey({ entries: known(["h", ED]) }, RSA)).toMatchObject({ kind: "changed", recorded });
  });

  it("is judged by the pin alone where there is one", () => {
    expect(judgeHostKey({ pin: fingerprint(RSA), entries: known(["h", ED]) }, RSA)).toEqual({
      kind: "accepted",
    });
    expect(judgeHostKey({ pin: `${fingerprint(RSA)}=`, entries: [] }, RSA)).toEqual({ kind: "accepted" });
    expect(judgeHostKey({ pin: fingerprint(RSA), entries: known(["h", ED]) }, ED)).toMatchObject({
      kind: "changed",
      recorded: [`${fingerprint(RSA)} in the manifest`],
    });
  });

  it("that is revoked is never accepted", () => {
    const entries = [...known(["h", ED]), ...known(["@revoked h", ED])];
    expect(judgeHostKey({ entries }, ED).kind).toBe("revoked");
    expect(judgeHostKey({ entries, pin: fingerprint(ED) }, ED).kind).toBe("revoked");
  });

  it("has the fingerprint that ssh prints", () => {
    const ssh = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    expect(fingerprint(Buffer.from(ssh, "base64"))).toBe(
      "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
    );
  });

  it("of no known form has a type that can be printed", () => {
    expect(keyType(Buffer.from([1]))).toBe("");
    expect(keyType(Buffer.from("ffffffff", "hex"))).toBe("");
  });
});

describe("the key types that a machine is asked for", () => {
  it("begin with those that are recorded", () => {
    expect(hostKeyAlgorithms({ entries: known(["h", RSA]) }).slice(0, 3)).toEqual([
      "rsa-sha2-512",
      "rsa-sha2-256",
      "ssh-ed25519",
    ]);
  });

  it("leave out what was tried, and SHA-1 always", () => {
    const left = hostKeyAlgorithms({ entries: [] }, new Set(["ssh-ed25519"]));
    expect(left).not.toContain("ssh-ed25519");
    expect(left).not.toContain("ssh-rsa");
    expect(left).toContain("rsa-sha2-256");
  });
});
