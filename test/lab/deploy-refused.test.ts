import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  bootLabToDeploy,
  codesOf,
  deployTo,
  labCluster,
  labContext,
  LICENSE,
  MemoryStore,
} from "./deploy-harness";
import { type Lab, type LabNode, sudoPassword } from "./lab";

let lab: Lab;
let folder: string;

beforeAll(async () => {
  lab = await bootLabToDeploy({ docker: false });
});

afterAll(async () => {
  await lab.down();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "refused-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  // Whatever was wrong: nothing may have been changed on any node.
  for (const node of lab.nodes) {
    expect(
      await node.must(
        "ls -d /opt/openvidu /run/openvidu-cluster /var/lib/openvidu-cluster 2>/dev/null || true",
      ),
    ).toBe("");
  }
});

const ALL = ["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"];
const AS = (user: string): readonly [string, string] => ["user: ubuntu", `user: ${user}`];

function first(): LabNode {
  const [node] = lab.masters;
  if (node === undefined) throw new Error("The lab has no masters.");
  return node;
}

describe("a host key", () => {
  it("that nobody has confirmed is refused with its fingerprint", async () => {
    const refused = await deployTo(lab, { knownHostsFiles: [join(folder, "known_hosts")] });
    expect(refused.outcome).toBe("failed");
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: host-key-unknown`));
    expect(refused.errors.map(({ fingerprint }) => fingerprint)).toEqual(
      lab.nodes.map((node) => node.hostKeyFingerprint),
    );
    expect(refused.errors[0]?.suggestion).toContain(join(folder, "known_hosts"));
    expect(refused.status.nodes.every(({ state }) => state === "unreachable")).toBe(true);
  });

  it("that is pinned needs no known_hosts", async () => {
    const [node] = lab.nodes;
    const cluster = labCluster([
      "publicIp: 203.0.113.11",
      `publicIp: 203.0.113.11\n    ssh: { hostKey: "${node?.hostKeyFingerprint ?? ""}" }`,
    ]);
    const refused = await deployTo(lab, { cluster, knownHostsFiles: [join(folder, "known_hosts")] });
    expect(codesOf(refused)).toEqual(ALL.slice(1).map((name) => `${name}: host-key-unknown`));
  });

  it("that is not the pinned one is refused, also where known_hosts has it", async () => {
    const pin = `SHA256:${"A".repeat(43)}`;
    const cluster = labCluster([
      "publicIp: 203.0.113.11",
      `publicIp: 203.0.113.11\n    ssh: { hostKey: "${pin}" }`,
    ]);
    const refused = await deployTo(lab, { cluster });
    expect(codesOf(refused)).toEqual(["master-1: host-key-changed"]);
    expect(refused.errors[0]?.cause).toContain(`${pin} in the manifest`);
    expect(refused.errors[0]?.fingerprint).toBe(first().hostKeyFingerprint);
  });

  it("of another type that the machine has too does not hide the known one", async () => {
    await first().must(
      "ssh-keygen -q -t ecdsa -N '' -f /etc/ssh/ssh_host_ecdsa_key; ssh-keygen -q -t rsa -N '' -f /etc/ssh/ssh_host_rsa_key; systemctl restart ssh",
    );
    await first().ready();
    const rsa = (await first().must("cut -d ' ' -f 1,2 /etc/ssh/ssh_host_rsa_key.pub")).trim();
    const lines = (await readFile(lab.knownHostsFile, "utf8"))
      .split("\n")
      .filter((line) => !line.includes("203.0.113.11"));
    await writeFile(join(folder, "known_hosts"), [...lines, `203.0.113.11 ${rsa}`, ""].join("\n"));
    // The user is refused: the host key was fine.
    const refused = await deployTo(lab, {
      cluster: labCluster(AS("nobody-here")),
      knownHostsFiles: [join(folder, "known_hosts")],
    });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: authentication-failed`));
    const print = (
      await first().must("ssh-keygen -lf /etc/ssh/ssh_host_rsa_key.pub | cut -d ' ' -f 2")
    ).trim();
    const pinned = labCluster(AS("nobody-here"), [
      "publicIp: 203.0.113.11",
      `publicIp: 203.0.113.11\n    ssh: { hostKey: "${print}" }`,
    ]);
    const again = await deployTo(lab, { cluster: pinned });
    expect(codesOf(again)).toEqual(ALL.map((name) => `${name}: authentication-failed`));
    await first().must("rm /etc/ssh/ssh_host_ecdsa_key* /etc/ssh/ssh_host_rsa_key*; systemctl restart ssh");
    await first().ready();
  });
});

describe("a login", () => {
  it("of a user that no node knows ends in one message that names user and key", async () => {
    const refused = await deployTo(lab, { cluster: labCluster(AS("nobody-here")) });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: authentication-failed`));
    const [one] = refused.errors;
    expect(one?.cause).toContain("'nobody-here'");
    expect(one?.cause).toContain(lab.identityFile);
    // The same words for each node, so that they can be told as one.
    expect(new Set(refused.errors.map(({ cause }) => cause)).size).toBe(1);
  });

  it("without the key's file says which file is missing", async () => {
    const cluster = labCluster(["../../.lab/id_ed25519", "../../.lab/not-there"]);
    const refused = await deployTo(lab, { cluster });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: key-missing`));
    expect(refused.errors[0]?.cause).toContain("/.lab/not-there");
  });

  it("with a protected key and no agent asks for the agent", async () => {
    const key = join(folder, "protected");
    await copyFile(lab.identityFile, key);
    const { spawnSync } = await import("node:child_process");
    spawnSync("chmod", ["600", key]);
    spawnSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "a passphrase", "-f", key]);
    const refused = await deployTo(lab, { cluster: labCluster(["../../.lab/id_ed25519", key]) });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: key-encrypted`));
    expect(refused.errors[0]?.suggestion).toContain("ssh-add");
  });
});

describe("root", () => {
  it("is refused to a user without sudo, in the user's name", async () => {
    const refused = await deployTo(lab, { cluster: labCluster(AS("nosudo")) });
    expect(new Set(refused.errors.map(({ code }) => code))).toEqual(new Set(["sudo-password-needed"]));
    const secrets = new MemoryStore({ license: LICENSE, sudo: "whatever-it-is" });
    const cluster = labCluster(["user: ubuntu", "user: nosudo\n  sudoPassword: ${secret:sudo}"]);
    const again = await deployTo(lab, { cluster, secrets });
    expect(codesOf(again)).toEqual(ALL.map((name) => `${name}: ${again.errors[0]?.code ?? ""}`));
    expect(again.errors[0]?.code).toMatch(/sudo-refused|sudo-password-wrong/);
  });

  it("with a password that the manifest does not name says so", async () => {
    const refused = await deployTo(lab, { cluster: labCluster(AS("withpassword")) });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: sudo-password-needed`));
    expect(refused.errors[0]?.suggestion).toContain("ssh.sudoPassword");
  });

  it("with a wrong password says so, and the password is nowhere in the events", async () => {
    const secrets = new MemoryStore({ license: LICENSE, sudo: "quite-another-password" });
    const cluster = labCluster(["user: ubuntu", "user: withpassword\n  sudoPassword: ${secret:sudo}"]);
    const refused = await deployTo(lab, { cluster, secrets });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: sudo-password-wrong`));
    expect(JSON.stringify(refused)).not.toContain("quite-another-password");
  });

  it("with the right password is had", async () => {
    const { status } = await import("../../operations/actions/status");
    const secrets = new MemoryStore({ license: LICENSE, sudo: sudoPassword });
    const cluster = labCluster(["user: ubuntu", "user: withpassword\n  sudoPassword: ${secret:sudo}"]);
    const found = await status(labContext(lab, { cluster, secrets }));
    expect(found.nodes.map(({ state }) => state)).toEqual(ALL.map(() => "not-installed"));
  });

  it("with a password that sudo does not ask for is had too", async () => {
    const { status } = await import("../../operations/actions/status");
    const secrets = new MemoryStore({ license: LICENSE, sudo: "not-asked-for" });
    const cluster = labCluster(["user: ubuntu", "user: ubuntu\n  sudoPassword: ${secret:sudo}"]);
    const found = await status(labContext(lab, { cluster, secrets }));
    expect(found.nodes.map(({ state }) => state)).toEqual(ALL.map(() => "not-installed"));
  });
});

describe("the way to a node", () => {
  it("that is cut off is one error for that node", async () => {
    await first().linkDown();
    const refused = await deployTo(lab, { timing: { connect: 4_000 } });
    await first().linkUp();
    expect(refused.outcome).toBe("failed");
    expect(refused.errors.map(({ node }) => node)).toEqual(["master-1"]);
    expect(refused.errors[0]?.code).toMatch(/no-route|timed-out/);
  });

  it("with a wrong port says that nothing listens there", async () => {
    const refused = await deployTo(lab, {
      cluster: labCluster(["user: ubuntu", "user: ubuntu\n  port: 2200"]),
    });
    expect(new Set(refused.errors.map(({ code }) => code))).toEqual(new Set(["connection-refused"]));
  });

  it("with a name that DNS does not know says so", async () => {
    const cluster = labCluster([
      "publicIp: 203.0.113.11",
      "publicIp: 203.0.113.11\n    ssh: { host: not-there.invalid }",
    ]);
    const refused = await deployTo(lab, { cluster });
    expect(codesOf(refused)).toEqual(["master-1: name-unknown"]);
  });

  it("that leads to another machine than the manifest means is found out", async () => {
    const cluster = labCluster([
      "publicIp: 203.0.113.11",
      "publicIp: 203.0.113.11\n    ssh: { host: 203.0.113.12 }",
    ]);
    const refused = await deployTo(lab, { cluster });
    expect(codesOf(refused)).toContain("master-1: wrong-machine");
    expect(codesOf(refused)).toContain("master-1: same-machine");
    expect(refused.errors.find(({ code }) => code === "wrong-machine")?.cause).toContain("10.5.0.2");
  });
});

describe("what cannot work on a machine", () => {
  it("is told of all nodes at once", async () => {
    await first().must("systemd-run --unit=web --collect python3 -m http.server 80");
    await lab.media[0]?.must("systemd-run --unit=web --collect python3 -m http.server 8080");
    const listening = `for _ in $(seq 100); do ss -Hltn | grep -q ':80' && exit 0; sleep 0.1; done; exit 1`;
    await first().must(listening);
    await lab.media[0]?.must(listening);
    const refused = await deployTo(lab);
    expect(codesOf(refused)).toEqual(["master-1: ports-taken", "media-1: ports-taken"]);
    expect(refused.errors[0]?.cause).toContain("80/tcp (python3; for caddy)");
    await first().must("systemctl stop web");
    await lab.media[0]?.must("systemctl stop web");
  });

  it("is a Docker that the release refuses", async () => {
    const refused = await deployTo(lab, {
      cluster: labCluster(["DOCKER_VERSION: 20.10.24", "NO_PROXY: localhost"]),
    });
    expect(codesOf(refused)).toEqual(ALL.map((name) => `${name}: docker-too-old`));
    expect(refused.errors[0]?.cause).toContain("29.5.3");
  });

  it("is a missing license, named with what to set", async () => {
    const refused = await deployTo(lab, { secrets: new MemoryStore({}) });
    expect(refused.errors.map(({ code }) => code)).toEqual(["secret-missing"]);
    expect(refused.errors[0]?.suggestion).toContain("OVCLUSTER_SECRET_LICENSE");
  });
});

// The last one: the machine keeps its new key.
describe("a host key", () => {
  it("that has changed is refused with both fingerprints, and nothing is sent to the machine", async () => {
    const logins = "journalctl --no-pager --unit=ssh --output=cat | grep -c Accepted";
    const [before, loginsBefore] = [first().hostKeyFingerprint, await first().must(logins)];
    await first().regenerateHostKeys();
    const refused = await deployTo(lab);
    expect(codesOf(refused)).toEqual(["master-1: host-key-changed"]);
    expect(refused.errors[0]?.fingerprint).toBe(first().hostKeyFingerprint);
    expect(refused.errors[0]?.cause).toContain(before);
    expect(refused.errors[0]?.suggestion).toContain("ssh-keygen -R '203.0.113.11'");
    expect(await first().must(logins)).toBe(loginsBefore);
  });
});
