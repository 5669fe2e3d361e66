/**
 * Runs a program for as long as its caller lives: `node guard.mjs <folder> <program> [argument …]`.
 *
 * The caller holds the other end of our standard input. A line there ends the program and starts it anew. When the
 * input closes, because the caller is done or because it was killed, the program's whole process group is ended and
 * the folder removed.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const GRACE_MS = 5_000;
const POLL_MS = 50;

const [folder, program, ...args] = process.argv.slice(2);

// A signal meant for the caller's group must not end us before we have cleaned up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.stdin.destroy());

const done = new Promise((resolve) => process.stdin.once("close", () => resolve("caller is done")));
const again = () => new Promise((resolve) => process.stdin.once("data", () => resolve("again")));

let reason;
do {
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`ended with ${code ?? signal}`));
  });
  reason = await Promise.race([done, again(), ended]);
  await endGroup(child.pid);
} while (reason === "again");
if (reason !== "caller is done") console.error(`guard: ${program} ${reason}`);
await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
process.exit(reason === "caller is done" ? 0 : 1);

/** Ends everything that the program started: politely first, then not; returns when nothing is left. */
async function endGroup(pid) {
  if (pid === undefined) return;
  const deadline = Date.now() + GRACE_MS;
  for (let signal = "SIGTERM"; signalGroup(pid, signal); signal = Date.now() > deadline ? "SIGKILL" : 0) {
    await wait(POLL_MS);
  }
}

/** False when the group has no process any more. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}
