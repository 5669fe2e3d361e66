import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { controlNamespace, nodeFolder } from "./paths.js";
import { must, run } from "./processes.js";
import { until } from "./wait.js";

const launcher = fileURLToPath(new URL("machine/launch-node.sh", import.meta.url));

/**
 * Each systemd needs a handful of inotify instances, and a machine's usual limit of 128 for all is soon used up.
 * It is raised once and stays so: another lab of this machine may count on it by the time that this one ends.
 */
export async function allowManyMachines(): Promise<void> {
  const limit = "/proc/sys/fs/inotify/max_user_instances";
  if (Number(await readFile(limit, "utf8")) < 1024) await writeFile(limit, "1024");
}

/**
 * Gives a node its disk: a memory file system of the documented 100 GB over the shared root.
 * Memory is used only for what the node writes.
 */
export async function createDisk(name: string): Promise<void> {
  const folder = nodeFolder(name);
  const disk = join(folder, "disk");
  await mkdir(disk, { recursive: true });
  await mkdir(join(folder, "root"), { recursive: true });
  await must("mount", ["-t", "tmpfs", "-o", "size=100G,mode=755", "lab-disk", disk]);
  for (const part of ["upper", "work", "docker"]) await mkdir(join(disk, part));
  const layers = `lowerdir=${controlNamespace().rootfs},upperdir=${disk}/upper,workdir=${disk}/work`;
  await must("mount", ["-t", "overlay", "-o", layers, "lab-root", join(folder, "root")]);
}

export async function removeDisk(name: string): Promise<void> {
  const folder = nodeFolder(name);
  await run("umount", ["--lazy", join(folder, "root")]);
  await run("umount", ["--lazy", join(folder, "disk")]);
  await rm(folder, { recursive: true, force: true });
}

/** Switches a node on. Its console goes to the file `console` in the node's folder. */
export async function startMachine(name: string): Promise<void> {
  const folder = nodeFolder(name);
  const output = openSync(join(folder, "console"), "a");
  const child = spawn("unshare", ["--mount", "--propagation", "private", launcher, name, folder], {
    stdio: ["ignore", output, output],
    detached: true,
  });
  closeSync(output);
  child.unref();
  if (child.pid === undefined) throw new Error(`${name} could not be started`);
  await writeFile(join(folder, "launcher.pid"), String(child.pid));
}

function childrenOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  } catch {
    return [];
  }
}

/** The process id, as seen from here, of the node's systemd; undefined while the node is off. */
export async function leaderOf(name: string): Promise<string | undefined> {
  const launcherPid = (await readFile(join(nodeFolder(name), "launcher.pid"), "utf8").catch(() => "")).trim();
  for (const nspawn of childrenOf(launcherPid)) {
    for (const pid of childrenOf(nspawn)) {
      try {
        // Process 1 of a pid namespace below ours. Before it is systemd, it is still nspawn setting the stage.
        const ids = /^NSpid:(.*)$/m
          .exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
          ?.trim()
          .split(/\s+/);
        const isInit = ids !== undefined && ids.length > 1 && ids.at(-1) === "1";
        if (isInit && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "systemd") return pid;
      } catch {
        // It ended while we looked.
      }
    }
  }
  return undefined;
}

/** Cuts a node's power: everything in it ends at once, unsaved. Does nothing when it is off. */
export async function stopMachine(name: string): Promise<void> {
  const launcherFile = join(nodeFolder(name), "launcher.pid");
  const launcherPid = (await readFile(launcherFile, "utf8").catch(() => "")).trim();
  if (launcherPid === "") return;
  await until(`${name} is off`, async () => {
    const leader = await leaderOf(name);
    if (leader !== undefined) await run("kill", ["-KILL", leader]);
    return (await run("kill", ["-0", launcherPid])).code !== 0;
  });
  await rm(launcherFile, { force: true });
}
