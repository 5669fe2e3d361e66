import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Runtime } from "./runtime";

/** The Runtime made from Node itself, for the command line and VS Code. */
export function nodeRuntime(): Runtime {
  return {
    now: () => Date.now(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
    environment: process.env,
    homeDirectory: homedir(),
    userName: userInfo().username,
    readFile: (path) => readFile(path),
    randomBytes: (count) => randomBytes(count),
  };
}
