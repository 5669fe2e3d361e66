import { describe, expect, it } from "vitest";
import { connectError, hostKeyError } from "../../../../operations/ssh/connect-error";
import type { Hop } from "../../../../operations/ssh/route";

const HOP: Hop = {
  host: "10.0.0.1",
  port: 2222,
  user: "ubuntu",
  jumpHost: false,
  identityFiles: [],
  knownHostsFiles: ["/home/ann/known"],
};

describe("a connection that fails", () => {
  it.each([
    [{ code: "ECONNREFUSED" }, "connection-refused"],
    [{ code: "EHOSTUNREACH" }, "no-route"],
    [{ code: "ENETUNREACH" }, "no-route"],
    [{ code: "ETIMEDOUT" }, "timed-out"],
    [{ code: "ENOTFOUND" }, "name-unknown"],
    [{ level: "client-timeout", message: "Timed out while waiting for handshake" }, "timed-out"],
    [
      { level: "client-authentication", message: "All configured authentication methods failed" },
      "authentication-failed",
    ],
    [{ level: "protocol", message: "Connection lost before handshake" }, "connection-reset"],
    [
      { level: "handshake", message: "Handshake failed: no matching key exchange algorithm" },
      "ssh-algorithms",
    ],
    [{ message: "something else" }, "ssh-failed"],
  ])("with %o is told as %s", (error, code) => {
    const told = connectError(HOP, Object.assign(new Error("message"), error), ["/key"]);
    expect(told.report).toMatchObject({
      attempted: "connect over ssh",
      machine: "ubuntu@10.0.0.1:2222",
      code,
    });
    expect(told.report.cause).toMatch(/\.$/);
  });

  it.each([
    { level: "protocol", message: "Connection lost before handshake" },
    { level: "client-timeout", message: "Timed out while waiting for handshake" },
  ])("without an ssh server's word (%o) says that it may be none", (error) => {
    const { report } = connectError(HOP, Object.assign(new Error("message"), error), []);
    expect(report.suggestion).toMatch(/what answers there may be no ssh server/i);
    expect(report.suggestion).toContain("ssh.port");
  });

  it("names user and keys that were tried", () => {
    const error = Object.assign(new Error("no"), { level: "client-authentication" });
    expect(connectError(HOP, error, ["the ssh agent", "/key"]).report.cause).toBe(
      "The machine does not let the user 'ubuntu' in with the ssh agent or /key.",
    );
  });
});

describe("a host key that is refused", () => {
  it("says how to confirm an unknown one, and where", () => {
    const { report } = hostKeyError(HOP, {
      kind: "unknown",
      fingerprint: "SHA256:abc",
      keyType: "ssh-ed25519",
    });
    expect(report).toMatchObject({ code: "host-key-unknown", fingerprint: "SHA256:abc" });
    expect(report.suggestion).toContain("/home/ann/known");
  });

  it("names the recorded key of a changed one, and how to remove it", () => {
    const verdict = {
      kind: "changed",
      fingerprint: "SHA256:new",
      keyType: "ssh-rsa",
      recorded: ["SHA256:old in known"],
    } as const;
    const { report } = hostKeyError(HOP, verdict);
    expect(report.cause).toContain("SHA256:old");
    expect(report.suggestion).toContain("ssh-keygen -R '[10.0.0.1]:2222' -f /home/ann/known");
  });
});

describe("an unknown key of a jump host", () => {
  it("offers no pin: a node's pin would be the wrong machine's", () => {
    const verdict = { kind: "unknown", fingerprint: "SHA256:abc", keyType: "ssh-ed25519" } as const;
    const { report } = hostKeyError({ ...HOP, jumpHost: true }, verdict);
    expect(report.code).toBe("jump-host-key-unknown");
    expect(report.suggestion).not.toContain("ssh.hostKey");
  });
});
