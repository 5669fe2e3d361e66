// A lab that stays up after the command that booted it, for trying things by hand and for demos.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sameProcess, startInNamespace, startTime } from "./lab-run.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, ".lab");
const stateFile = join(folder, "state.json");
const logFile = join(folder, "up.log");

/** What is up, or undefined. A state whose processes are gone (after a crash or a restart of the machine) counts as nothing. */
function readState() {
  if (!existsSync(stateFile)) return undefined;
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  return sameProcess(state.init, state.startTime) ? state : undefined;
}

/** `--masters N` and `--media N`. */
function counts(args) {
  const options = { masters: 4, media: 2 };
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index]?.replace(/^--/, "");
    const number = Number(args[index + 1]);
    if (!(name in options) || !Number.isInteger(number) || number < 0) {
      throw new Error(`up takes --masters N and --media N, not ${args.slice(index, index + 2).join(" ")}`);
    }
    options[name] = number;
  }
  return options;
}

/** `lab.mjs up`: boots a lab in the background and returns when it can be used. */
export async function up(args) {
  const options = counts(args);
  if (readState() !== undefined) throw new Error("a lab is up already; take it down first");
  mkdirSync(folder, { recursive: true });
  rmSync(stateFile, { force: true });
  const log = openSync(logFile, "w");
  const keeper = [
    process.execPath,
    "--import",
    "tsx",
    join(root, "test/lab/keep.mts"),
    JSON.stringify(options),
  ];
  const run = await startInNamespace(keeper, { detached: true, stdio: ["ignore", log, log], cwd: root });
  closeSync(log);
  let ended = false;
  void run.code.finally(() => (ended = true)).catch(() => undefined);
  while (!ended && !readFileSync(logFile, "utf8").includes("the lab is up")) await pause(50);
  const init = run.initPid();
  if (ended || init === undefined)
    throw new Error(`the lab did not come up:\n${readFileSync(logFile, "utf8").trim()}`);
  writeFileSync(
    stateFile,
    `${JSON.stringify({ id: run.id, init, startTime: startTime(init), ...options })}\n`,
  );
  run.leave();
  console.log(`The lab is up: ${String(options.masters)} masters, ${String(options.media)} media nodes.`);
  return 0;
}

/** `lab.mjs enter`: runs a command in the namespaces of the lab that is up. Without a command, a shell. */
export async function enter(command) {
  const state = readState();
  if (state === undefined) throw new Error("no lab is up");
  const environment = readFileSync(`/proc/${state.init}/environ`, "utf8").split("\0");
  const lab = Object.fromEntries(
    environment.filter((line) => line.startsWith("OPENVIDU_LAB")).map((line) => line.split(/=(.*)/s)),
  );
  const inside = ["--target", state.init, "--mount", "--net", "--pid", `--wd=${process.cwd()}`];
  const child = spawn(
    "nsenter",
    [...inside, ...(command.length > 0 ? command : [process.env.SHELL || "bash"])],
    {
      stdio: "inherit",
      env: { ...process.env, ...lab },
    },
  );
  for (const name of ["SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 1)));
  });
}

/** `lab.mjs status`: exit code 0 when a lab is up, 1 when none is. */
export async function status() {
  const state = readState();
  if (state === undefined) {
    console.log("No lab is up.");
    return 1;
  }
  console.log(`A lab is up: ${String(state.masters)} masters, ${String(state.media)} media nodes.`);
  return 0;
}

/** `lab.mjs down`: ends the lab's first process, and with it everything. Nothing to do is no failure. */
export async function down() {
  const state = readState();
  if (state !== undefined) {
    spawnSync("kill", ["-KILL", state.init]);
    while (sameProcess(state.init, state.startTime)) await pause(20);
    // The watchdog removes the control groups in a moment.
    while (
      spawnSync("find", ["/sys/fs/cgroup", "-maxdepth", "2", "-name", state.id ?? "-"], { encoding: "utf8" })
        .stdout
    )
      await pause(20);
  }
  rmSync(stateFile, { force: true });
  console.log(state === undefined ? "No lab was up." : "The lab is down.");
  return 0;
}
