/**
 * Runs a program for as long as its caller lives: `node guard.mjs <folder> <program> [argument …]`.
 *
 * The caller holds the other end of our standard input. When that closes, because the caller is done or because
 * it was killed, the program's whole process group is ended and the folder removed.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const GRACE_MS = 5_000;
const POLL_MS = 50;

const [folder, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });

// A signal meant for the caller's group must not end us before we have cleaned up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.stdin.destroy());

const reason = await new Promise((resolve) => {
  process.stdin.resume().once("close", () => resolve("caller is done"));
  child.once("error", (error) => resolve(error.message));
  child.once("exit", (code, signal) => resolve(`ended with ${code ?? signal}`));
});
if (reason !== "caller is done") console.error(`guard: ${program} ${reason}`);
await endGroup();
await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
process.exit(reason === "caller is done" ? 0 : 1);

/** Ends everything that the program started: politely first, then not; returns when nothing is left. */
async function endGroup() {
  if (child.pid === undefined) return;
  const deadline = Date.now() + GRACE_MS;
  for (let signal = "SIGTERM"; signalGroup(signal); signal = Date.now() > deadline ? "SIGKILL" : 0) {
    await wait(POLL_MS);
  }
}

/** False when the group has no process any more. */
function signalGroup(signal) {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}
