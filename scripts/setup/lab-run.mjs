// Runs a command in a lab's own namespaces, so that its end, even by SIGKILL, ends everything that it started.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "./lab-prepare.mjs";

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** When a process started, in the kernel's ticks: with its id it names a process for ever. */
export function startTime(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Whether the process that had this id then still lives. */
export function sameProcess(pid, start) {
  return startTime(pid) === start && start !== undefined;
}

/** Whether a process is in this control group or below it. */
function isInhabited(folder) {
  try {
    if (readFileSync(join(folder, "cgroup.procs"), "utf8") !== "") return true;
    return readdirSync(folder, { withFileTypes: true }).some(
      (entry) => entry.isDirectory() && isInhabited(join(folder, entry.name)),
    );
  } catch {
    return false;
  }
}

function removeTree(folder) {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removeTree(join(folder, entry.name));
    }
    rmdirSync(folder);
  } catch {
    // Not empty of processes, or gone already: either way nothing to do here.
  }
}

/** Removes cgroup directories of labs whose run and watchdog were both killed. */
function sweepLeftovers() {
  // Inside another lab the owners' process ids mean nothing.
  if (process.env.OPENVIDU_LAB !== undefined) return;
  const root = "/sys/fs/cgroup";
  for (const parent of [root, ...readdirSync(root).map((name) => join(root, name))]) {
    let names = [];
    try {
      names = readdirSync(parent);
    } catch {
      continue;
    }
    for (const name of names) {
      const owner = /^openvidu-lab-(\d+)-(\d+)$/.exec(name);
      const group = join(parent, name);
      // A lab that was left up outlives the command that started it.
      if (owner !== null && !sameProcess(owner[1], owner[2]) && !isInhabited(group)) removeTree(group);
    }
  }
}

/** The single child of a process, or undefined. */
function childOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0] || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts a command in fresh lab namespaces.
 * Returns the process, the promise of its exit code (after everything is cleaned up), and a way to signal the command.
 */
export async function startInNamespace(
  command,
  { detached = false, stdio = "inherit", cwd = process.cwd() } = {},
) {
  const rootfs = await prepare();
  sweepLeftovers();
  const id = `openvidu-lab-${process.pid}-${startTime(process.pid)}`;
  const watchdog = spawn(script("lab-reap.sh"), [id], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const inner = [
    ...[
      "--mount",
      "--net",
      "--pid",
      "--fork",
      "--kill-child=SIGKILL",
      "--mount-proc",
      "--propagation",
      "private",
    ],
    ...[script("lab-namespace.sh"), ...command],
  ];
  // When this process dies, the kernel kills unshare, then the namespaces' first process, and so all of them.
  const program = detached ? ["unshare"] : ["setpriv", "--pdeathsig", "KILL", "unshare"];
  const streams = typeof stdio === "string" ? [stdio, stdio, stdio] : stdio;
  const child = spawn(program[0], [...program.slice(1), ...inner], {
    detached,
    cwd,
    stdio: [...streams, watchdog.stdin],
    env: { ...process.env, OPENVIDU_LAB: id, OPENVIDU_LAB_ROOTFS: rootfs },
  });
  const watchdogGone = new Promise((resolve) => watchdog.once("exit", resolve));
  const code = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", async (status, signal) => {
      watchdog.stdin.destroy();
      await watchdogGone;
      resolve(status ?? (signal === "SIGKILL" ? 137 : 1));
    });
  });
  const signal = (name) => {
    const init = childOf(child.pid);
    if (init !== undefined) process.kill(Number(init), name);
  };
  /** Lets this process end while the command, and the watchdog with it, go on. */
  const leave = () => {
    child.unref();
    watchdog.unref();
    watchdog.stdin.destroy();
  };
  return { id, code, signal, initPid: () => childOf(child.pid), leave };
}

/** `lab.mjs exec`: exit code, standard streams and signals pass through. */
export async function exec(command) {
  if (command.length === 0) throw new Error("exec needs a command");
  const { code, signal } = await startInNamespace(command);
  for (const name of ["SIGTERM", "SIGHUP"]) process.on(name, () => signal(name));
  // From a terminal, Ctrl-C reaches the command by itself.
  process.on("SIGINT", () => process.stdin.isTTY || signal("SIGINT"));
  return code;
}
