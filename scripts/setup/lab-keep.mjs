// A lab that stays up after the command that booted it, for trying things by hand and for demos.
import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { prepare } from "./lab-prepare.mjs";
import { sameProcess, startInNamespace, startTime } from "./lab-run.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Tests keep theirs elsewhere: the lab that a person has left up is no business of them. */
const folder = process.env.OPENVIDU_LAB_KEPT_IN ?? join(root, ".lab");
const stateFile = join(folder, "state.json");
const logFile = join(folder, "up.log");

/** What is up, or undefined. A state whose processes are gone (after a crash or a restart of the machine) counts as nothing. */
function readState() {
  if (!existsSync(stateFile)) return undefined;
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  return sameProcess(state.init, state.startTime) ? { ...state, booting: isBooting() } : undefined;
}

/** Whether what was begun is not ready yet: its log tells, whoever began it. */
function isBooting() {
  return !readFileSync(logFile, "utf8").includes("the lab is up");
}

function nodesOf({ masters, media }) {
  return `${String(masters)} masters, ${String(media)} media nodes`;
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

/** The exit codes of a shell for signals that ask a program to end. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Watches for such a signal from now on: `exitCode()` is undefined until one comes. */
function watchSignals() {
  let code;
  const listeners = Object.entries(SIGNALS).map(([name, number]) => [name, () => (code ??= number)]);
  for (const [name, listener] of listeners) process.on(name, listener);
  return {
    exitCode: () => code,
    stop: () => listeners.forEach(([name, listener]) => process.off(name, listener)),
  };
}

/** `lab.mjs up`: boots a lab in the background and returns when it can be used. Interrupted, it leaves nothing. */
export async function up(args) {
  const options = counts(args);
  const before = readState();
  if (before !== undefined) {
    throw new Error(`a lab ${before.booting ? "is booting" : "is up"} already; take it down first`);
  }
  // This may take minutes, and a signal ends it as it ends any program: nothing is running yet.
  await prepare();
  mkdirSync(folder, { recursive: true });
  rmSync(stateFile, { force: true });
  const signals = watchSignals();
  try {
    return await boot(options, signals.exitCode);
  } finally {
    signals.stop();
  }
}

/** Boots the lab; the state is written as soon as there is something to take down. Answers the exit code. */
async function boot(options, interrupted) {
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
  try {
    while (!ended && run.initPid() === undefined) await pause(5);
    const init = run.initPid();
    if (init !== undefined) {
      const state = { id: run.id, init, startTime: startTime(init), ...options };
      writeFileSync(`${stateFile}.new`, `${JSON.stringify(state)}\n`);
      renameSync(`${stateFile}.new`, stateFile);
    }
    while (!ended && interrupted() === undefined && isBooting()) await pause(50);
    if (interrupted() !== undefined) {
      console.log("Interrupted: taking the nodes down.");
      return interrupted();
    }
    if (ended || init === undefined) {
      throw new Error(`the lab did not come up:\n${readFileSync(logFile, "utf8").trim()}`);
    }
    run.leave();
    console.log(`The lab is up: ${nodesOf(options)}.`);
    return 0;
  } finally {
    if (interrupted() !== undefined || ended) {
      run.signal("SIGKILL");
      // Its promise waits for everything to be cleaned up; how it ended is told already.
      await run.code.catch(() => undefined);
      rmSync(stateFile, { force: true });
    }
  }
}

/** `lab.mjs enter`: runs a command in the namespaces of the lab that is up. Without a command, a shell. */
export async function enter(command) {
  const state = readState();
  if (state === undefined) throw new Error("no lab is up");
  if (state.booting)
    throw new Error("the lab is still booting; node scripts/lab.mjs status tells when it is up");
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

/** `lab.mjs status`: exit code 0 when a lab is up or booting, 1 when none is. */
export async function status() {
  const state = readState();
  if (state === undefined) {
    console.log("No lab is up.");
    return 1;
  }
  console.log(`A lab ${state.booting ? "is booting" : "is up"}: ${nodesOf(state)}.`);
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
