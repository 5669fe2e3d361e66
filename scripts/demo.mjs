#!/usr/bin/env node
// npm run demo: six real nodes on this machine, and OpenVidu's manifest deployed onto them with ovcluster.
//   --keep    leave the nodes running afterwards
//   --editor  boot the nodes, leave them, and serve VS Code with the extension, ready for Deploy Cluster
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { whyNot } from "./setup/lab-can.mjs";
import { build, installPackages, root, run } from "./setup/project.mjs";

const MANIFEST = "examples/lab/lab.openvidu.yaml";
const KNOWN_HOSTS = ".lab/known_hosts";
const SECRETS = ".lab/demo-secrets.yaml";

/** The command of the lab that runs now. */
let running;
const options = readOptions();
const hindrance = whyNot();
if (hindrance !== undefined) {
  console.error(hindrance);
  process.exit(1);
}

installPackages();
build();
console.log("Set-up: the lab (the first time this builds the nodes' root filesystem, some two minutes).");
lab("prepare");
console.log("\nBooting four master nodes and two media nodes.");
lab("down");
const signals = watchSignals();
const booted = await spawned(["up", "--masters", "4", "--media", "2"]);

if (signals.exitCode() !== undefined || booted !== 0) {
  await takeDown();
  process.exitCode = signals.exitCode() ?? booted;
} else if (options.editor) {
  forgetSecrets();
  // The editor has its own way to end.
  signals.stop();
  await serveTheEditor();
} else {
  forgetSecrets();
  process.exitCode = await deployOnce();
}

/** Credentials of an earlier demonstration belong to nodes that are gone. */
function forgetSecrets() {
  rmSync(path.join(root, SECRETS), { force: true });
}

async function deployOnce() {
  const deploy = ["deploy", MANIFEST, "--known-hosts", KNOWN_HOSTS, "--secrets-file", SECRETS];
  console.log(`\n$ ovcluster ${deploy.join(" ")}`);
  let code;
  try {
    code = await spawned(["enter", "--", "node", "dist/cli.js", ...deploy]);
  } finally {
    if (!options.keep) await takeDown();
  }
  if (options.keep) tellHowToGoOn();
  return signals.exitCode() ?? code;
}

async function serveTheEditor() {
  run("npm", ["run", "--silent", "package"]);
  const { serveEditor } = await import("./editor.mjs");
  await serveEditor({ manifest: MANIFEST, knownHostsFile: KNOWN_HOSTS });
  tellHowToGoOn();
}

function tellHowToGoOn() {
  console.log(`
The nodes are left running. Try, for example:
  node scripts/lab.mjs enter -- node dist/cli.js status ${MANIFEST} --known-hosts ${KNOWN_HOSTS}
  node scripts/lab.mjs enter -- ssh -i .lab/id_ed25519 -o UserKnownHostsFile=${KNOWN_HOSTS} ubuntu@203.0.113.11
Take them down with:
  node scripts/lab.mjs down`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { keep: { type: "boolean", default: false }, editor: { type: "boolean", default: false } },
    });
    return values;
  } catch (error) {
    console.error(`${error.message}\nusage: npm run demo [-- --keep | --editor]`);
    process.exit(2);
  }
}

function lab(...args) {
  run("node", ["scripts/lab.mjs", ...args]);
}

/** Takes the nodes down, whoever presses Ctrl-C meanwhile. */
async function takeDown() {
  console.log("\nTaking the nodes down.");
  await spawned(["down"], { detached: true });
}

/** Watches for signals that ask this program to end: it goes on to take down what it has booted. */
function watchSignals() {
  let code;
  const listeners = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([name, number]) => [
    name,
    () => {
      code ??= number;
      // Ctrl-C reaches the running command by itself.
      if (name !== "SIGINT") running?.kill(name);
    },
  ]);
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    exitCode: () => code,
    stop: () => listeners.forEach(([name, listener]) => process.off(name, listener)),
  };
}

/** Runs a command of the lab; answers its exit code. */
function spawned(args, more = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn("node", ["scripts/lab.mjs", ...args], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, OVCLUSTER_SECRET_LICENSE: "lab-license" },
      ...more,
    });
    if (more.detached !== true) running = child;
    child.once("error", reject);
    child.once("exit", (code) => {
      running = undefined;
      resolve(code ?? 1);
    });
  });
}
