import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gateway } from "./addresses.js";
import { running } from "./paths.js";
import { run } from "./processes.js";
import { until } from "./wait.js";

const names = join(running, "names");
const services = join(running, "services");
const webServer = fileURLToPath(new URL("installer/server.mjs", import.meta.url));

/** Starts a helper of the lab that runs until stopServices. */
async function start(name: string, command: string, args: readonly string[]): Promise<void> {
  await mkdir(services, { recursive: true });
  const log = openSync(join(services, `${name}.log`), "a");
  const child = spawn(command, args, { stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new Error(`${command} could not be started`);
  await writeFile(join(services, `${name}.pid`), String(child.pid));
}

/** Whether something accepts connections at this address. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}

/**
 * The name server and the web server that the nodes know. Names that it is not told do not exist, and it says so at once.
 * The web server is a process of its own, so that a test may block its own thread while a node downloads.
 */
export async function startServices(): Promise<void> {
  await mkdir(names, { recursive: true });
  await setName("get.openvidu.io", [gateway.privateIp]);
  await start("dnsmasq", "dnsmasq", [
    ...[
      "--keep-in-foreground",
      "--user=root",
      "--pid-file",
      "--conf-file=/dev/null",
      "--no-resolv",
      "--no-hosts",
    ],
    ...["--bind-interfaces", `--listen-address=${gateway.privateIp},${gateway.publicIp}`],
    ...["--local=/#/", `--hostsdir=${names}`],
  ]);
  await start("web", process.execPath, [webServer, gateway.privateIp, gateway.publicIp]);
  await until("the lab's name server answers", () => accepts(gateway.privateIp, 53));
  await until("the lab's web server answers", () => accepts(gateway.privateIp, 80));
}

/** Gives a name these A records, and no others; none removes the name. */
export async function setName(name: string, addresses: readonly string[]): Promise<void> {
  await writeFile(join(names, name), addresses.map((address) => `${address} ${name}\n`).join(""));
  // The name server forgets old records only when it reads everything again.
  const pid = await readFile(join(services, "dnsmasq.pid"), "utf8").catch(() => undefined);
  if (pid !== undefined) await run("kill", ["-HUP", pid]);
}

export async function stopServices(): Promise<void> {
  for (const file of await readdir(services).catch((): string[] => [])) {
    if (!file.endsWith(".pid")) continue;
    const pid = await readFile(join(services, file), "utf8");
    await until(`${file} has ended`, async () => (await run("kill", ["-KILL", pid])).code !== 0);
  }
  await rm(services, { recursive: true, force: true });
  await rm(names, { recursive: true, force: true });
}
