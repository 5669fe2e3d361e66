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

const MANIFEST = "examples/lab.openvidu.yaml";
const KNOWN_HOSTS = ".lab/known_hosts";
const SECRETS = ".lab/demo-secrets.yaml";

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
lab("up", "--masters", "4", "--media", "2");
// Credentials of an earlier demonstration belong to nodes that are gone.
rmSync(path.join(root, SECRETS), { force: true });

if (options.editor) await serveTheEditor();
else process.exitCode = await deployOnce();

async function deployOnce() {
  const deploy = ["deploy", MANIFEST, "--known-hosts", KNOWN_HOSTS, "--secrets-file", SECRETS];
  console.log(`\n$ ovcluster ${deploy.join(" ")}`);
  let code;
  try {
    code = await inLab("node", "dist/cli.js", ...deploy);
  } finally {
    if (!options.keep) {
      console.log("\nTaking the nodes down.");
      lab("down");
    }
  }
  if (options.keep) tellHowToGoOn();
  return code;
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

/** Runs a command in the lab's network. Ctrl-C reaches it too; it ends by itself, and the lab is taken down after it. */
function inLab(...command) {
  const ignore = () => {};
  process.on("SIGINT", ignore);
  return new Promise((resolve, reject) => {
    const child = spawn("node", ["scripts/lab.mjs", "enter", "--", ...command], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, OVCLUSTER_SECRET_LICENSE: "lab-license" },
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("SIGINT", ignore);
      resolve(code ?? 1);
    });
  });
}
