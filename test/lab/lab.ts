import { existsSync } from "node:fs";
import { chown, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addressOf, gateway, type NodeAddress } from "./addresses.js";
import { removeCgroups } from "./cgroups.js";
import { createInstaller, type LabInstaller } from "./installer.js";
import { ensureHostKey, ensureIdentity, identityFile, knownHostsFile, writeKnownHosts } from "./keys.js";
import { allowManyMachines, createDisk, removeDisk, stopMachine } from "./machine.js";
import { createBridge, createNodeNetwork, removeBridge, removeNodeNetwork } from "./network.js";
import { LabNode } from "./node.js";
import { controlNamespace, nodeFolder, running } from "./paths.js";
import { setName, startServices, stopServices } from "./services.js";

export type { Role } from "./addresses.js";
export type { Fault, FaultKind, LabInstaller } from "./installer.js";
export { LabNode } from "./node.js";
export type { Output } from "./processes.js";
export { until } from "./wait.js";

/** The domain of examples/: it has an A record for each master's public address. */
export const domain = "openvidu.example.io";

/** The sudo password of the user `withpassword`, in scripts/setup/lab-rootfs.sh too. */
export const sudoPassword = "lab-sudo-password";

export interface LabOptions {
  /** How many master nodes; 4 when left out. */
  readonly masters?: number;
  /** How many media nodes; 2 when left out. */
  readonly media?: number;
  /** Whether the nodes have a running Docker engine; they do when left out. */
  readonly docker?: boolean;
}

export interface Lab {
  readonly masters: readonly LabNode[];
  readonly media: readonly LabNode[];
  readonly nodes: readonly LabNode[];
  /** The private key that every user of the nodes accepts: `ubuntu`, `nosudo`, `withpassword`. */
  readonly identityFile: string;
  /** The nodes' host keys, by private and public address. */
  readonly knownHostsFile: string;
  /** The user with sudo rights and no password. */
  readonly user: string;
  readonly installer: LabInstaller;
  /** Gives a name these A records in the lab's DNS, and no others; none removes the name. */
  setName(name: string, addresses: readonly string[]): Promise<void>;
  /** Takes everything down: no process, mount, namespace or control group of the lab is left. */
  down(): Promise<void>;
}

/** The node at this place of a list (from 0), which has to be there. */
export function pick(nodes: readonly LabNode[], index = 0): LabNode {
  const node = nodes[index];
  if (node === undefined)
    throw new Error(`The lab has no node at place ${String(index)} of ${String(nodes.length)}.`);
  return node;
}

const users = { ubuntu: 1000, nosudo: 1001, withpassword: 1002 };

/** Everything of a node that has to be there before its first boot. */
async function installNode(node: LabNode, publicKey: string, docker: boolean): Promise<void> {
  await createNodeNetwork(node);
  await createDisk(node.name);
  const root = join(nodeFolder(node.name), "root");
  const files = {
    "etc/hostname": `${node.name}\n`,
    "etc/hosts": `127.0.0.1 localhost\n127.0.1.1 ${node.name}\n`,
    "etc/resolv.conf": `nameserver ${gateway.privateIp}\n`,
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  for (const [user, id] of Object.entries(users)) {
    const folder = join(root, "home", user, ".ssh");
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, "authorized_keys"), publicKey, { mode: 0o600 });
    await chown(folder, id, id);
    await chown(join(folder, "authorized_keys"), id, id);
  }
  await node.installHostKey();
  if (!docker) {
    for (const unit of ["docker.service", "docker.socket", "containerd.service"]) {
      await rm(join(root, "etc/systemd/system", unit), { force: true });
      await writeFile(join(root, "etc/systemd/system", unit), "");
    }
  }
}

/** Takes down whatever lab there is in this control namespace. */
async function takeDown(): Promise<void> {
  const names = await readdir(join(running, "nodes")).catch((): string[] => []);
  await Promise.all(
    names.map(async (name) => {
      await stopMachine(name);
      await removeDisk(name);
      await removeNodeNetwork(name);
    }),
  );
  await stopServices();
  await removeBridge();
  await removeCgroups();
  for (const name of ["nodes", "empty-downloads"])
    await rm(join(running, name), { recursive: true, force: true });
}

/**
 * Boots a lab and waits until each node shows an SSH banner and, unless asked otherwise, its Docker answers.
 * There is one lab at a time in a control namespace: one that an earlier test file left behind is taken down first.
 */
export async function bootLab(options: LabOptions = {}): Promise<Lab> {
  const { masters: masterCount = 4, media: mediaCount = 2, docker = true } = options;
  controlNamespace();
  await takeDown();
  const addresses: NodeAddress[] = [
    ...Array.from({ length: masterCount }, (_, index) => addressOf("master", index + 1)),
    ...Array.from({ length: mediaCount }, (_, index) => addressOf("media", index + 1)),
  ];
  const publicKey = await ensureIdentity();
  await allowManyMachines();
  await createBridge();
  await startServices();
  await Promise.all(addresses.map(({ name }) => ensureHostKey(name)));
  await writeKnownHosts(addresses);
  const lab = describeLab(addresses, docker);
  try {
    await setName(
      domain,
      lab.masters.map(({ publicIp }) => publicIp),
    );
    await Promise.all(lab.nodes.map((node) => installNode(node, publicKey, docker)));
    await Promise.all(lab.nodes.map((node) => node.boot()));
  } catch (error) {
    await takeDown();
    throw error;
  }
  return lab;
}

/** The lab that is up in this control namespace, for a command that `lab.mjs enter` runs beside it. */
export async function attachLab(): Promise<Lab> {
  controlNamespace();
  const names = await readdir(join(running, "nodes")).catch((): string[] => []);
  if (names.length === 0) throw new Error("No lab is up in this control namespace.");
  const number = (name: string): number => Number(name.replace(/^\D*/, ""));
  const addresses = (["master", "media"] as const).flatMap((role) =>
    names
      .filter((name) => name.startsWith(`${role}-`))
      .map((name) => addressOf(role, number(name)))
      .sort((left, right) => number(left.name) - number(right.name)),
  );
  const docker = !existsSync(join(nodeFolder(names[0] ?? ""), "root/etc/systemd/system/docker.service"));
  const lab = describeLab(addresses, docker);
  await Promise.all(lab.nodes.map((node) => node.readFingerprint()));
  return lab;
}

function describeLab(addresses: readonly NodeAddress[], docker: boolean): Lab {
  const nodes = addresses.map((address) => new LabNode(address, docker));
  return {
    masters: nodes.filter(({ role }) => role === "master"),
    media: nodes.filter(({ role }) => role === "media"),
    nodes,
    identityFile,
    knownHostsFile,
    user: "ubuntu",
    installer: createInstaller(nodes),
    setName,
    down: takeDown,
  };
}
