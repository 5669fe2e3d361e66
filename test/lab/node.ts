import { connect } from "node:net";
import { mkdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NodeAddress, Role } from "./addresses.js";
import { keep, nodeFolder } from "./paths.js";
import { ensureHostKey, fingerprint } from "./keys.js";
import { leaderOf, startMachine, stopMachine } from "./machine.js";
import { type Protocol, setLink, setPort } from "./network.js";
import { must, type Output, run } from "./processes.js";
import { until } from "./wait.js";

/** One machine of the lab, as somebody has it who stands in front of it: none of this goes over SSH. */
export class LabNode implements NodeAddress {
  readonly name: string;
  readonly role: Role;
  readonly privateIp: string;
  readonly publicIp: string;
  readonly #docker: boolean;
  #fingerprint = "";
  #connected = true;

  constructor(address: NodeAddress, docker: boolean) {
    this.name = address.name;
    this.role = address.role;
    this.privateIp = address.privateIp;
    this.publicIp = address.publicIp;
    this.#docker = docker;
  }

  /** The fingerprint of the node's ed25519 host key: `SHA256:…`. */
  get hostKeyFingerprint(): string {
    return this.#fingerprint;
  }

  /** Runs a bash script as root in the node. */
  async run(script: string): Promise<Output> {
    const leader = await leaderOf(this.name);
    if (leader === undefined) throw new Error(`${this.name} is off`);
    const inside = ["-t", leader, "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd"];
    const clean = [
      "env",
      "-i",
      "HOME=/root",
      "LANG=C.UTF-8",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ];
    return run("nsenter", [...inside, ...clean, "bash", "-s"], script);
  }

  /** Runs a script that has to succeed, and gives its standard output. */
  async must(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(script);
    if (code !== 0)
      throw new Error(`${this.name}: failed (${String(code)}): ${(stderr || stdout).trim()}\n${script}`);
    return stdout;
  }

  /** Reads a file of the node. It may be off; its /run and /tmp are then gone, as on any machine. */
  async readFile(path: string): Promise<string> {
    if ((await leaderOf(this.name)) === undefined) return readFile(this.#outside(path), "utf8");
    return this.must(`cat '${path}'`);
  }

  /** Writes a file of the node, making its folder. */
  async writeFile(path: string, text: string): Promise<void> {
    if ((await leaderOf(this.name)) === undefined) {
      await mkdir(join(this.#outside(path), ".."), { recursive: true });
      await writeFile(this.#outside(path), text);
    } else {
      const encoded = Buffer.from(text).toString("base64");
      await this.must(`mkdir -p "$(dirname '${path}')" && base64 -d >'${path}' <<<'${encoded}'`);
    }
  }

  #outside(path: string): string {
    return join(nodeFolder(this.name), "root", path);
  }

  /** Everything in the node ends at once, and its addresses fall silent. Its disk keeps what was written. */
  async powerCut(): Promise<void> {
    // Without this, the kernel would go on refusing connections for the dead node.
    await setLink(this.name, "down");
    await stopMachine(this.name);
  }

  /** Switches the node on and waits until it can be used. */
  async boot(): Promise<void> {
    if (this.#connected) await setLink(this.name, "up");
    await startMachine(this.name);
    await this.ready();
  }

  /** Reboots as an administrator would, and waits until the node can be used again. */
  async reboot(): Promise<void> {
    const before = await this.bootId();
    // Its own shell dies with the node, so the exit code says nothing.
    await this.run("systemctl reboot");
    await until(`${this.name} has a new boot id`, async () => {
      const leader = await leaderOf(this.name);
      return leader !== undefined && (await this.bootId()) !== before;
    });
    await this.ready();
  }

  /** A text that is another one after each boot. */
  async bootId(): Promise<string> {
    return (await this.must("cat /proc/sys/kernel/random/boot_id")).trim();
  }

  /** Waits until the node shows an SSH banner (an open port alone proves nothing) and its Docker answers. */
  async ready(): Promise<void> {
    await until(`${this.name} shows an SSH banner`, () => this.#showsBanner());
    if (this.#docker) {
      await until(
        `Docker answers in ${this.name}`,
        async () => (await this.run("docker version")).code === 0,
      );
    }
  }

  #showsBanner(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect({ host: this.privateIp, port: 22, timeout: 2000 });
      const end = (answer: boolean): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.once("data", (data) => {
        end(data.toString("latin1").startsWith("SSH-"));
      });
      socket.once("error", () => {
        end(false);
      });
      socket.once("timeout", () => {
        end(false);
      });
    });
  }

  /** Pulls the network cable: private and public address are cut off. */
  async linkDown(): Promise<void> {
    this.#connected = false;
    await setLink(this.name, "down");
  }

  async linkUp(): Promise<void> {
    this.#connected = true;
    await setLink(this.name, "up");
  }

  /** Drops, without an answer, what comes to this port from other machines. */
  async dropPort(port: number, protocol: Protocol = "tcp"): Promise<void> {
    await setPort(this.name, port, protocol, "drop");
  }

  async allowPort(port: number, protocol: Protocol = "tcp"): Promise<void> {
    await setPort(this.name, port, protocol, "allow");
  }

  /** Makes the disk of the node full: writing fails with "No space left on device", and df says 100 %. */
  async fillDisk(): Promise<void> {
    const disk = join(nodeFolder(this.name), "disk");
    // A memory file system cannot really be written full at 100 GB. Made as small as what is on it, it is as full.
    const { blocks, bfree, bsize } = await statfs(disk);
    const used = (blocks - bfree) * bsize;
    await must("mount", ["-o", `remount,size=${String(used)}`, disk]);
  }

  async freeDisk(): Promise<void> {
    await must("mount", ["-o", "remount,size=100G", join(nodeFolder(this.name), "disk")]);
  }

  /**
   * Makes the clock go wrong by so many seconds, for new SSH sessions, what runs under sudo in them, and new services;
   * 0 puts it right. The kernel has one clock for all nodes, so this is libfaketime.
   * (`systemd-run --wait` does not survive that library: it waits for ever. Without --wait it is fine.)
   */
  async skewClock(seconds: number): Promise<void> {
    const names = ["LD_PRELOAD", "FAKETIME", "DONT_FAKE_MONOTONIC"];
    await this.must(
      `sed -i -E '/^(${names.join("|")})=/d' /etc/environment && systemctl unset-environment ${names.join(" ")}`,
    );
    if (seconds === 0) return;
    const library = (await this.must("ls /usr/lib/*/faketime/libfaketime.so.1")).trim();
    const sign = seconds < 0 ? "-" : "+";
    const values = [
      `LD_PRELOAD=${library}`,
      `FAKETIME=${sign}${String(Math.abs(seconds))}s`,
      "DONT_FAKE_MONOTONIC=1",
    ];
    await this.must(
      `printf '%s\\n' ${values.join(" ")} >>/etc/environment && systemctl set-environment ${values.join(" ")}`,
    );
  }

  /** Gives the node its host key of the checkout. To be called before it boots. */
  async installHostKey(): Promise<void> {
    const key = await ensureHostKey(this.name);
    const file = this.#outside("/etc/ssh/ssh_host_ed25519_key");
    await writeFile(file, key.private, { mode: 0o600 });
    await writeFile(`${file}.pub`, key.public);
    this.#fingerprint = await fingerprint(key.public);
  }

  /** The node comes back as if it had been installed anew: with another host key. known_hosts stays as it was. */
  async regenerateHostKeys(): Promise<void> {
    const file = "/etc/ssh/ssh_host_ed25519_key";
    await this.must(
      `rm -f ${file} ${file}.pub && ssh-keygen -q -t ed25519 -N '' -f ${file} && systemctl restart ssh`,
    );
    await this.readFingerprint();
    await this.ready();
  }

  /** Learns the fingerprint from the node itself. */
  async readFingerprint(): Promise<void> {
    this.#fingerprint = await fingerprint(await this.readFile("/etc/ssh/ssh_host_ed25519_key.pub"));
  }
}

/** Forgets the host keys of earlier boots, so that the next boot makes new ones. */
export async function forgetHostKeys(): Promise<void> {
  await rm(join(keep, "hosts"), { recursive: true, force: true });
}
