import { readdir, readFile } from "node:fs/promises";
import { setImmediate as turn } from "node:timers/promises";

/** A process that had a secret in its arguments or its environment. */
export interface Leak {
  readonly pid: string;
  readonly where: "cmdline" | "environ";
  /** Its program and first arguments, with the secret itself. */
  readonly text: string;
}

/**
 * Reads the arguments and environments of all processes of this machine, those inside the nodes too, again and again
 * until `ends` is settled.
 */
export async function watchProcesses(
  secrets: readonly string[],
  ends: Promise<unknown>,
): Promise<{ readonly leaks: readonly Leak[]; readonly looks: number }> {
  const leaks = new Map<string, Leak>();
  let [going, looks] = [true, 0];
  const stop = (): void => {
    going = false;
  };
  ends.then(stop, stop);
  while (going) {
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      for (const where of ["cmdline", "environ"] as const) {
        // A process that has ended has no files.
        const text = await readFile(`/proc/${pid}/${where}`, "latin1").catch(() => "");
        if (secrets.some((secret) => text.includes(secret))) {
          leaks.set(`${pid} ${where}`, { pid, where, text: text.replaceAll("\0", " ").slice(0, 300) });
        }
      }
    }
    looks += 1;
    await turn();
  }
  return { leaks: [...leaks.values()], looks };
}
