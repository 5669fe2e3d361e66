import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../setup/project.mjs";
import { countsOf } from "./counts.mjs";
import { runFiles } from "./run-files.mjs";

/** A kind that is not done by then hangs; it is ended and counted as failed. */
const LIMIT_MINUTES = 20;

/** Runs a kind of test and answers its counts. A runner that fails without naming a test counts as one failed. */
export async function runKind(name, kind, results) {
  for (const command of kind.prepare ?? []) {
    if ((await execute(command)) !== 0) {
      console.log(`The set-up for these tests failed: ${command.join(" ")}`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  }
  if (kind.checks !== undefined) return runChecks(kind.checks);
  return kind.files === undefined ? runTests(name, kind.command, results) : runFiles(name, kind, results);
}

/** How many tests a kind has, without running them. */
export async function countTests(name, kind, results) {
  const file = path.join(results, `${name}-list.json`);
  const code = await execute(["npx", "vitest", "list", "--project", kind.list, `--json=${file}`]);
  if (code !== 0 || !existsSync(file)) throw new Error(`The tests of kind '${name}' could not be listed.`);
  return JSON.parse(readFileSync(file, "utf8")).length;
}

async function runChecks(checks) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const check of checks) {
    const failed = (await execute(check)) !== 0;
    counts[failed ? "failed" : "passed"] += 1;
    console.log(`${failed ? "✗" : "✓"} ${check.join(" ")}`);
  }
  return counts;
}

async function runTests(name, command, results) {
  const file = path.join(results, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await execute([...command, ...reporters]);
  if (!existsSync(file)) {
    console.log(`The tests ended with ${String(code)} and left no result.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return countsOf(JSON.parse(readFileSync(file, "utf8")), code);
}

function execute([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    const limit = setTimeout(() => {
      console.log(`Not done after ${String(LIMIT_MINUTES)} minutes; ended.`);
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 20_000).unref();
    }, LIMIT_MINUTES * 60_000);
    const done = (code) => {
      clearTimeout(limit);
      resolve(code);
    };
    child.once("error", (error) => {
      console.log(`Could not start ${program}: ${error.message}`);
      done(127);
    });
    child.once("exit", (code, signal) => done(code ?? (signal === null ? 1 : 128)));
  });
}
