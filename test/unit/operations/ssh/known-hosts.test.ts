import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesFor, knownHostsName, parseKnownHosts } from "../../../../operations/ssh/known-hosts";

function linesFor(text: string, host: string, port = 22): number[] {
  return entriesFor(parseKnownHosts(text, "file"), host, port).map(({ line }) => line);
}

function hashed(name: string): string {
  const salt = Buffer.from("0123456789abcdefghij");
  const hash = createHmac("sha1", salt).update(name).digest("base64");
  return `|1|${salt.toString("base64")}|${hash}`;
}

describe("known_hosts", () => {
  it.each([
    ["host ssh-ed25519 AAAA", "host", 22],
    ["other,host ssh-ed25519 AAAA", "host", 22],
    ["host ssh-ed25519 AAAA", "HOST", 22],
    ["[host]:2222 ssh-ed25519 AAAA", "host", 2222],
    ["*.example.io ssh-ed25519 AAAA", "a.example.io", 22],
    ["10.0.0.? ssh-ed25519 AAAA", "10.0.0.7", 22],
    ["[2001:db8::1]:2222 ssh-ed25519 AAAA", "2001:db8::1", 2222],
    [`${hashed("host")} ssh-ed25519 AAAA`, "host", 22],
    [`${hashed("[host]:2222")} ssh-ed25519 AAAA`, "host", 2222],
    ["host\tssh-ed25519   AAAA a comment", "host", 22],
  ])("%s speaks of %s at %i", (text, host, port) => {
    expect(linesFor(text, host, port)).toEqual([1]);
  });

  it.each([
    ["host ssh-ed25519 AAAA", "host", 2222],
    ["[host]:2222 ssh-ed25519 AAAA", "host", 22],
    ["*.example.io,!a.example.io ssh-ed25519 AAAA", "a.example.io", 22],
    [`${hashed("host")} ssh-ed25519 AAAA`, "other", 22],
    ["# host ssh-ed25519 AAAA", "host", 22],
    ["host ssh-ed25519", "host", 22],
    ["@cert-authority host ssh-ed25519 AAAA", "host", 22],
    ["@unknown host ssh-ed25519 AAAA", "host", 22],
    ["|1|broken ssh-ed25519 AAAA", "|1|broken", 22],
  ])("%s does not speak of %s at %i", (text, host, port) => {
    expect(linesFor(text, host, port)).toEqual([]);
  });

  it("keeps the marker of a revoked key and the line for messages", () => {
    const [entry] = parseKnownHosts("\r\n@revoked * ssh-rsa AAAA\r\n", "/etc/known");
    expect(entry).toEqual({
      marker: "revoked",
      names: "*",
      keyType: "ssh-rsa",
      key: "AAAA",
      file: "/etc/known",
      line: 2,
    });
  });

  it("finds a plain name whatever else the file holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (others) => {
        const text = [
          ...others.map((other) => other.replace(/[\r\n]/g, " ")),
          "host.example ssh-ed25519 AAAA",
        ].join("\n");
        expect(linesFor(text, "host.example")).toContain(others.length + 1);
      }),
    );
  });

  it("is not hung by a pattern of many stars", () => {
    const pattern = `${"*a".repeat(2000)}b`;
    expect(linesFor(`${pattern} ssh-ed25519 AAAA`, "a".repeat(5000))).toEqual([]);
  });

  it("writes a name with a port in brackets", () => {
    expect([knownHostsName("Host", 22), knownHostsName("::1", 23)]).toEqual(["host", "[::1]:23"]);
  });
});
