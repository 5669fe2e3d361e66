import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "../setup/project.mjs";
import { countsOf } from "./counts.mjs";

/** A file of tests that is not done by then hangs; it is ended and counted as failed. */
const LIMIT_MINUTES = 10;

/**
 * Runs each file of tests in a process of its own, some at once, and answers the counts of all. What a file prints is
 * shown when it ends, so that nothing is mixed. Files that look at the whole machine run when the others are done.
 */
export async function runFiles(name, { files, atOnce, alone, command }, results) {
  const all = testFiles(files);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const left = all.filter((file) => !alone.includes(file));
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift())
      add(counts, await runFile(name, command, file, results));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const file of all.filter((one) => alone.includes(one)))
    add(counts, await runFile(name, command, file, results));
  return counts;
}

/** The largest first, which are mostly those that take longest: begun last, they would be waited for. */
function testFiles(folder) {
  return readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => path.join(folder, name))
    .sort((one, other) => statSync(path.join(root, other)).size - statSync(path.join(root, one)).size);
}

function add(counts, more) {
  for (const outcome of Object.keys(counts)) counts[outcome] += more[outcome];
}

async function runFile(name, command, file, results) {
  const report = path.join(results, `${name}-${path.basename(file, ".test.ts")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await execute([...command, file, ...reporters]);
  console.log(output.trim());
  if (existsSync(report)) return countsOf(JSON.parse(readFileSync(report, "utf8")), code);
  console.log(`${file} ended with ${String(code)} and left no result.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

function execute([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    const limit = setTimeout(() => {
      output += `\nNot done after ${String(LIMIT_MINUTES)} minutes; ended.`;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 20_000).unref();
    }, LIMIT_MINUTES * 60_000);
    const done = (code) => {
      clearTimeout(limit);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += `\nCould not start ${program}: ${error.message}`;
      done(127);
    });
    child.once("close", (code, signal) => done(code ?? (signal === null ? 1 : 128)));
  });
}
