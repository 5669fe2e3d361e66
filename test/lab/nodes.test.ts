import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootLab, domain, type Lab, type LabNode, pick, sudoPassword, until } from "./lab.js";
import { overSsh } from "./over-ssh.js";

let lab: Lab;
let master: LabNode;
let media: LabNode;

beforeAll(async () => {
  lab = await bootLab({ masters: 2, media: 1 });
  [master, media] = [pick(lab.masters), pick(lab.media)];
});
afterAll(() => lab.down());

const out = async (node: LabNode, script: string): Promise<string> => (await node.must(script)).trim();

/** Whether a connection opens, is refused, or gets no answer. */
function knock(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 700 });
    const end = (answer: string) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", end("open")).once("error", end("refused")).once("timeout", end("no answer"));
  });
}

describe("a booted lab", () => {
  it("gives each node its documented name and addresses", async () => {
    expect(lab.nodes.map(({ name, privateIp, publicIp }) => [name, privateIp, publicIp])).toEqual([
      ["master-1", "10.5.0.1", "203.0.113.11"],
      ["master-2", "10.5.0.2", "203.0.113.12"],
      ["media-1", "10.5.0.5", "203.0.113.15"],
    ]);
    for (const node of lab.nodes) {
      expect(await out(node, "hostname")).toBe(node.name);
      expect(await out(node, "ip -br -4 address show dev eth0")).toContain(
        `${node.privateIp}/24 ${node.publicIp}/24`,
      );
    }
  });

  it("runs a real systemd, sshd and Docker engine in each node", async () => {
    for (const node of lab.nodes) {
      expect(await out(node, "cat /proc/1/comm; systemctl is-active ssh docker")).toBe(
        "systemd\nactive\nactive",
      );
      expect(await out(node, "docker version --format '{{.Server.Version}}'")).toMatch(/^20\.10\./);
    }
  });

  it("keeps the nodes' identities, files and processes apart", async () => {
    const ids = await Promise.all(lab.nodes.map((node) => out(node, "cat /etc/machine-id")));
    expect(new Set([...ids, ...lab.nodes.map((node) => node.hostKeyFingerprint)]).size).toBe(6);
    await master.writeFile("/root/only-here", "master");
    expect(await master.readFile("/root/only-here")).toBe("master");
    expect((await media.run("test -e /root/only-here")).code).toBe(1);
    await master.must("systemd-run --unit=only-here sleep 1000");
    expect((await media.run("pgrep -f 'sleep 1000'")).code).toBe(1);
  });

  it("resolves the domain to all masters' public addresses, and nothing that it was not told", async () => {
    const addresses = await out(media, `getent ahostsv4 ${domain} | awk '{print $1}' | sort -u`);
    expect(addresses.split("\n")).toEqual(["203.0.113.11", "203.0.113.12"]);
    expect((await media.run("getent hosts github.com")).code).toBe(2);
  });

  it("changes a name's records while it runs", async () => {
    await lab.setName("turn.example.io", ["203.0.113.12"]);
    await until(
      "the record is there",
      async () => (await out(media, "getent ahostsv4 turn.example.io || true")) !== "",
    );
    await lab.setName("turn.example.io", []);
    await until(
      "the record is gone",
      async () => (await media.run("getent hosts turn.example.io")).code === 2,
    );
  });
});

describe("over ssh", () => {
  it("lets the lab's key in, and the fingerprint is that of known_hosts", async () => {
    const { code, stdout } = await overSsh(lab, master, "hostname; sudo -n id -u");
    expect([code, stdout]).toEqual([0, "master-1\n0\n"]);
    expect(await out(master, "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")).toContain(
      master.hostKeyFingerprint,
    );
  });

  it("has a user without sudo rights, and one whose sudo asks for a password", async () => {
    expect((await overSsh(lab, master, "sudo -n true", "nosudo")).code).toBe(1);
    expect((await overSsh(lab, master, "sudo -n true", "withpassword")).stderr).toContain(
      "a password is required",
    );
    const right = await overSsh(
      lab,
      master,
      `echo ${sudoPassword} | sudo -S id -u 2>/dev/null`,
      "withpassword",
    );
    expect(right.stdout).toBe("0\n");
  });

  it("refuses a node that came back with another host key", async () => {
    const node = pick(lab.masters, 1);
    const before = node.hostKeyFingerprint;
    await node.regenerateHostKeys();
    expect(node.hostKeyFingerprint).not.toBe(before);
    expect((await overSsh(lab, node, "true")).stderr).toContain("REMOTE HOST IDENTIFICATION HAS CHANGED");
  });
});

describe("faults of a node", () => {
  it("reboots with a new boot id and keeps its disk", async () => {
    await master.writeFile("/root/kept", "yes");
    const before = await master.bootId();
    await master.reboot();
    expect(await master.bootId()).not.toBe(before);
    expect(await master.readFile("/root/kept")).toBe("yes");
  });

  it("is gone when its power is cut, and comes back", async () => {
    await media.writeFile("/root/kept", "yes");
    await media.powerCut();
    expect(await knock(media.privateIp, 22)).toBe("no answer");
    expect(await media.readFile("/root/kept")).toBe("yes");
    await media.boot();
    expect(await media.readFile("/root/kept")).toBe("yes");
  });

  it("is cut off on both addresses while its link is down", async () => {
    await media.linkDown();
    expect([await knock(media.privateIp, 22), await knock(media.publicIp, 22)]).toEqual([
      "no answer",
      "no answer",
    ]);
    await media.linkUp();
    await until("media-1 answers again", async () => (await knock(media.publicIp, 22)) === "open");
  });

  it("drops one port for the others only", async () => {
    await master.dropPort(22);
    expect(await knock(master.publicIp, 22)).toBe("no answer");
    expect(await knock(master.publicIp, 23)).toBe("refused");
    expect((await master.run("timeout 2 bash -c '</dev/tcp/127.0.0.1/22'")).code).toBe(0);
    await master.allowPort(22);
    expect(await knock(master.publicIp, 22)).toBe("open");
  });

  it("has a full disk, for programs and for df", async () => {
    await media.fillDisk();
    const full = await media.run("df --output=pcent / | tail -1; head -c 1000000 /dev/zero >/root/big");
    expect(full.stdout.trim()).toBe("100%");
    expect(full.stderr).toContain("No space left on device");
    await media.freeDisk();
    expect((await media.run("head -c 1000000 /dev/zero >/root/big")).code).toBe(0);
  });

  it("has a wrong clock in ssh sessions, under sudo and in services", async () => {
    await master.skewClock(-3600);
    const skew = async (prefix: string): Promise<number> =>
      Math.round(
        (Number((await overSsh(lab, master, `${prefix} date +%s`)).stdout) - Date.now() / 1000) / 60,
      );
    expect(await skew("")).toBe(-60);
    expect(await skew("sudo")).toBe(-60);
    await overSsh(lab, master, "sudo systemd-run --quiet sh -c 'date +%s >/root/clock'");
    const clock = await until(
      "the service has told the time",
      async () => Number(await master.readFile("/root/clock")) || undefined,
    );
    expect(Math.round((clock - Date.now() / 1000) / 60)).toBe(-60);
    await master.skewClock(0);
    expect(Math.abs(await skew(""))).toBe(0);
  });
});
