import { spawnSync } from "node:child_process";
import { mkdtemp, open, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { production } from "../../fixtures/manifest-builder";
import { ovcluster } from "../../fixtures/ovcluster";
import { sarifProblems } from "../../fixtures/sarif";

const MEGABYTE = 1024 * 1024;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-bad-files-"));
  const file = (name: string): string => path.join(folder, name);
  await writeFile(file("latin1.openvidu.yaml"), Buffer.from(`# Büro\n${production}`, "latin1"));
  await writeFile(file("utf16.openvidu.yaml"), Buffer.from(`\uFEFF${production}`, "utf16le"));
  spawnSync("mkfifo", [file("pipe.openvidu.yaml")]);
  await writeFile(file("holes.openvidu.yaml"), "");
  await truncate(file("holes.openvidu.yaml"), 200 * MEGABYTE);
  const full = await open(file("full.openvidu.yaml"), "w");
  const megabyte = Buffer.from(
    "# A line of a manifest that goes on and on and on and on and on.\n".repeat(MEGABYTE / 64),
  );
  for (let count = 0; count < 200; count += 1) await full.write(megabyte);
  await full.close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const NOT_UTF8 = "is not a text in UTF-8. Save it as UTF-8 and try again.";

const BAD: readonly [what: string, name: string, message: string][] = [
  ["a folder", ".", ". is a folder. Name the manifest in it, as my.openvidu.yaml."],
  ["a file in Latin-1", "latin1.openvidu.yaml", `latin1.openvidu.yaml ${NOT_UTF8}`],
  ["a file in UTF-16", "utf16.openvidu.yaml", `utf16.openvidu.yaml ${NOT_UTF8}`],
  [
    "200 MB of nothing",
    "holes.openvidu.yaml",
    "holes.openvidu.yaml has 200 MB; a manifest has a few kilobytes. Is it the right file?",
  ],
  [
    "200 MB of text",
    "full.openvidu.yaml",
    "full.openvidu.yaml has 203 MB; a manifest has a few kilobytes. Is it the right file?",
  ],
  [
    "a named pipe",
    "pipe.openvidu.yaml",
    "pipe.openvidu.yaml is a named pipe, which may never end. Name a file, or pipe the manifest into 'ovcluster … /dev/stdin'.",
  ],
  [
    "a device that never ends",
    "/dev/zero",
    "/dev/zero has more than 20 MB; a manifest has a few kilobytes. Is it the right file?",
  ],
];

describe("a file that no manifest can be read from is told in one message", () => {
  it.each(BAD)("as text: %s", async (_, name, message) => {
    const ended = await ovcluster(folder, ["validate", name]);
    expect(ended).toEqual({ code: 1, out: "", error: `error: ${message}\n` });
  });

  it.each(BAD)("as JSON: %s", async (_, name, message) => {
    const ended = await ovcluster(folder, ["validate", "--format", "json", name]);
    expect(ended).toMatchObject({ code: 1, error: `error: ${message}\n` });
    expect(JSON.parse(ended.out)).toEqual({ type: "error", message });
    expect(await ovcluster(folder, ["validate", "--json", name])).toEqual(ended);
  });

  it.each(BAD)("as SARIF: %s", async (_, name, message) => {
    const ended = await ovcluster(folder, ["validate", "--format", "sarif", name]);
    expect(ended).toMatchObject({ code: 1, error: `error: ${message}\n` });
    const log = JSON.parse(ended.out) as Log;
    expect(await sarifProblems(log)).toEqual([]);
    expect(log.runs[0]?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: "error", message: { text: message } }],
      },
    ]);
    // No results is something else than none found.
    expect(log.runs[0]).not.toHaveProperty("results");
  });

  it("and nothing is printed for programs where people asked", async () => {
    expect(await ovcluster(folder, ["status", "holes.openvidu.yaml"])).toMatchObject({ code: 1, out: "" });
  });

  it("a pipe is read as a file is", () => {
    const line = 'printf %s "$0" | "$1" dist/cli.js validate /dev/stdin';
    const { status, stdout } = spawnSync("sh", ["-c", line, production, process.execPath], {
      encoding: "utf8",
      timeout: 10_000,
      // A home with the key that the example names.
      env: { ...process.env, HOME: path.resolve("test/fixtures/home") },
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "/dev/stdin: no findings\n" });
  });

  it("the help tells the exit codes", async () => {
    const { out } = await ovcluster(folder, ["validate", "--help"]);
    expect(out).toContain("with 1 where there is an error, or the manifest\ncannot be read");
  });
});

describe("a pipe is read where its writer is known", () => {
  it.each([
    ["standard input", `cat good.yaml | "$0" "$1" validate /dev/stdin`],
    ["a process's output", `"$0" "$1" validate <(cat good.yaml)`],
  ])("%s", async (_what, script) => {
    await writeFile(path.join(folder, "good.yaml"), production.replace(/^ssh:\n(?: .*\n)+/m, ""));
    const cli = path.resolve(import.meta.dirname, "../../../dist/cli.js");
    const ended = spawnSync("bash", ["-c", script, process.execPath, cli], {
      cwd: folder,
      encoding: "utf8",
      timeout: 10_000,
    });
    expect(ended.stdout).toMatch(/: (?:no findings|\d+ (?:warning|note)s?.*)\n$/);
    expect(ended.status).toBe(0);
  });
});
