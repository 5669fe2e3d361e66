import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
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
    readFile: readSmall,
    randomBytes: (count) => randomBytes(count),
  };
}

/** Keys, certificates and lists of hosts are small. What has more than this many bytes is something else, or has no end. */
const MOST_BYTES = 16 * 1024 * 1024;

async function readSmall(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`${path} has more than ${String(MOST_BYTES)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
