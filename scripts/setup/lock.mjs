/** A lock between processes that the kernel gives back, however its owner ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";

/** A cat that lives as long as our end of its input: when we die, killed or not, it ends and the lock is free. */
const HOLD = "echo held; exec cat";

/** Runs `work` while holding the lock `file`, waiting as long as somebody else has it. */
export async function withLock(file, { log = console.log } = {}, work) {
  const holder = spawn("flock", ["--exclusive", file, "sh", "-c", HOLD], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(holder, "close");
  const waiting = setTimeout(() => log(`waiting for another run, which holds ${file} …`), 1_000);
  try {
    await Promise.race([
      once(holder.stdout, "data"),
      ended.then(([code]) => Promise.reject(new Error(`flock ${file} ended with ${code}`))),
    ]);
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
    await ended;
  }
}
