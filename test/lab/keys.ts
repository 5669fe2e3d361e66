import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "../../scripts/setup/lock.mjs";
import type { NodeAddress } from "./addresses.js";
import { keep } from "./paths.js";
import { must } from "./processes.js";

export const identityFile = join(keep, "id_ed25519");
export const knownHostsFile = join(keep, "known_hosts");

/** Makes a key pair where there is none; several labs of a checkout may ask for it at once. The public half comes last. */
export async function ensureKey(file: string, comment: string): Promise<void> {
  if (existsSync(`${file}.pub`)) return;
  await withLock(`${file}.lock`, {}, async () => {
    if (existsSync(`${file}.pub`)) return;
    const folder = await mkdtemp(`${file}.making-`);
    try {
      const made = join(folder, "key");
      await must("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", made]);
      await chmod(made, 0o600);
      await rename(made, file);
      await rename(`${made}.pub`, `${file}.pub`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** The lab's key pair, made once for each checkout. Gives the public half. */
export async function ensureIdentity(): Promise<string> {
  await mkdir(keep, { recursive: true });
  await ensureKey(identityFile, "openvidu-lab");
  return readFile(`${identityFile}.pub`, "utf8");
}

function hostKeyFile(name: string): string {
  return join(keep, "hosts", name);
}

/** A node's host key. It is kept with the checkout, so that known_hosts stays true over many boots. */
export async function ensureHostKey(name: string): Promise<{ private: string; public: string }> {
  await mkdir(join(keep, "hosts"), { recursive: true });
  const file = hostKeyFile(name);
  await ensureKey(file, name);
  return { private: await readFile(file, "utf8"), public: await readFile(`${file}.pub`, "utf8") };
}

/** Enters the nodes of a boot into known_hosts, by private and by public address. Lines of other nodes stay. */
export async function writeKnownHosts(nodes: readonly NodeAddress[]): Promise<void> {
  const entries = await Promise.all(
    nodes.map(async ({ name, privateIp, publicIp }) => {
      const addresses = `${privateIp},${publicIp}`;
      const [type, key] = (await ensureHostKey(name)).public.split(" ");
      return [addresses, `${addresses} ${String(type)} ${String(key)}`] as const;
    }),
  );
  // Another lab of this checkout may be writing too.
  await withLock(`${knownHostsFile}.lock`, {}, async () => {
    const known = (await readFile(knownHostsFile, "utf8").catch(() => "")).split("\n").filter(Boolean);
    const lines = new Map(known.map((line) => [line.split(" ")[0] ?? "", line]));
    for (const [addresses, line] of entries) lines.set(addresses, line);
    // Renamed into place: another one may be reading.
    const work = `${knownHostsFile}.${String(process.pid)}`;
    await writeFile(work, [...lines.values(), ""].join("\n"));
    await rename(work, knownHostsFile);
  });
}

/** The fingerprint of a public key file's text, as ssh prints it: `SHA256:…`. */
export async function fingerprint(publicKey: string): Promise<string> {
  const line = await must("ssh-keygen", ["-l", "-f", "-"], publicKey);
  return line.split(" ")[1] ?? "";
}
