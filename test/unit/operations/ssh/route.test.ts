import { describe, expect, it } from "vitest";
import type { SshSettings } from "../../../../cluster/cluster";
import { parseJumpHost } from "../../../../operations/ssh/jump-host";
import { formatHop, routeTo, type Hop } from "../../../../operations/ssh/route";
import { parseUserSshConfig } from "../../../../operations/ssh/user-ssh-config";

function route(ssh: Partial<SshSettings>, config = ""): Hop[] {
  const settings: SshSettings = { host: "10.0.0.1", jumpHosts: [], ...ssh };
  return routeTo(settings, {
    directory: "/work/cluster",
    homeDirectory: "/home/ann",
    userName: "ann",
    knownHostsFiles: ["/home/ann/.ssh/known_hosts"],
    config: parseUserSshConfig(config),
  });
}

function names(hops: readonly Hop[]): string[] {
  return hops.map(formatHop);
}

describe("the way to a node", () => {
  it("is direct, as the operator, with the usual keys, where nothing says otherwise", () => {
    const [hop] = route({});
    expect(hop && formatHop(hop)).toBe("ann@10.0.0.1:22");
    expect(hop?.identityFiles.map(({ path, chosen }) => [path, chosen])).toEqual([
      ["/home/ann/.ssh/id_ed25519", false],
      ["/home/ann/.ssh/id_ecdsa", false],
      ["/home/ann/.ssh/id_rsa", false],
    ]);
  });

  it.each([
    ["~/keys/one", "/home/ann/keys/one"],
    ["keys/one", "/work/cluster/keys/one"],
    ["/keys/one", "/keys/one"],
  ])("takes the manifest's key %s from %s", (identityFile, path) => {
    expect(route({ identityFile })[0]?.identityFiles).toEqual([{ path, chosen: true }]);
  });

  const CONFIG = [
    "Host node-?",
    "  HostName 192.0.2.9",
    "  Port 2200",
    "  User root",
    "  IdentityFile ~/.ssh/lab",
    "  UserKnownHostsFile ~/.ssh/lab_hosts",
    "Host inner",
    "  ProxyJump ann@outer:2022",
    "Host loop",
    "  ProxyJump loop",
    "Host by-command",
    "  ProxyCommand nc %h %p",
    "",
  ].join("\n");

  it("takes from the user's ssh configuration what the manifest leaves open", () => {
    const [hop] = route({ host: "node-1" }, CONFIG);
    expect(hop && formatHop(hop)).toBe("root@192.0.2.9:2200");
    expect(hop?.identityFiles).toEqual([{ path: "/home/ann/.ssh/lab", chosen: true }]);
    expect(hop?.knownHostsFiles).toEqual(["/home/ann/.ssh/known_hosts", "/home/ann/.ssh/lab_hosts"]);
  });

  it("takes the manifest's own settings first", () => {
    const [hop] = route(
      { host: "node-1", user: "ubuntu", port: 2222, identityFile: "/k", hostKey: "SHA256:x" },
      CONFIG,
    );
    expect(hop && formatHop(hop)).toBe("ubuntu@192.0.2.9:2222");
    expect(hop).toMatchObject({ identityFiles: [{ path: "/k" }], hostKey: "SHA256:x" });
  });

  it("takes a port of 22 that the manifest writes for what it says", () => {
    const [hop] = route({ host: "node-1", port: 22 }, CONFIG);
    expect(hop && formatHop(hop)).toBe("root@192.0.2.9:22");
  });

  it("goes over the manifest's jump hosts in order, each with its own settings of the configuration", () => {
    expect(names(route({ jumpHosts: ["bob@first:23", "node-2"], hostKey: "SHA256:x" }, CONFIG))).toEqual([
      "bob@first:23",
      "root@192.0.2.9:2200",
      "ann@10.0.0.1:22",
    ]);
  });

  it("does not take the node's pin for the jump hosts", () => {
    expect(route({ jumpHosts: ["first"], hostKey: "SHA256:x" })[0]?.hostKey).toBeUndefined();
  });

  it("logs in to a jump host of which nothing is said as to the node", () => {
    const [jump] = route({ jumpHosts: ["first"], user: "ubuntu", identityFile: "/k" }, CONFIG);
    expect(jump && formatHop(jump)).toBe("ubuntu@first:22");
    expect(jump?.identityFiles).toEqual([{ path: "/k", chosen: true }]);
    const [configured] = route({ jumpHosts: ["node-1"], user: "ubuntu", identityFile: "/k" }, CONFIG);
    expect(configured && formatHop(configured)).toBe("root@192.0.2.9:2200");
    expect(configured?.identityFiles).toEqual([{ path: "/home/ann/.ssh/lab", chosen: true }]);
  });

  it("follows the configuration's jump hosts, also those of a jump host", () => {
    expect(names(route({ host: "inner" }, CONFIG))).toEqual(["ann@outer:2022", "ann@inner:22"]);
    expect(names(route({ jumpHosts: ["inner"] }, CONFIG))).toEqual([
      "ann@outer:2022",
      "ann@inner:22",
      "ann@10.0.0.1:22",
    ]);
  });

  it("ends where jump hosts go round in a circle", () => {
    expect(() => route({ host: "loop" }, CONFIG)).toThrow("circle");
  });

  it("says that a ProxyCommand is not supported", () => {
    expect(() => route({ host: "by-command" }, CONFIG)).toThrow("ProxyCommand");
  });

  it("runs no program that the configuration names", () => {
    const [hop] = route({}, 'Match exec "touch /tmp/should-not-be-there"\n  User evil\n');
    expect(hop?.user).toBe("ann");
  });

  it("writes an IPv6 address in brackets", () => {
    expect(names(route({ host: "2001:db8::1" }))).toEqual(["ann@[2001:db8::1]:22"]);
  });
});

describe("a jump host", () => {
  it.each([
    ["host", { host: "host" }],
    ["user@host", { user: "user", host: "host" }],
    ["user@host:23", { user: "user", host: "host", port: 23 }],
    ["first.last@dom@host:23", { user: "first.last@dom", host: "host", port: 23 }],
    ["[2001:db8::1]:23", { host: "2001:db8::1", port: 23 }],
    ["2001:db8::1", { host: "2001:db8::1" }],
    ["ssh://user@host:23", { user: "user", host: "host", port: 23 }],
    [" host ", { host: "host" }],
  ])("is read from '%s'", (written, read) => {
    expect(parseJumpHost(written)).toEqual(read);
  });
});
