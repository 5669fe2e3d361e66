import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bootLab, until } from "./lab.js";

const script = fileURLToPath(new URL("../../scripts/lab.mjs", import.meta.url));
const demo = fileURLToPath(new URL("../../scripts/demo.mjs", import.meta.url));
const keep = fileURLToPath(new URL("keep.mts", import.meta.url));

/** How the control groups of the labs of this test are called; other labs of the machine are no business of it. */
const ours = [process.env["OPENVIDU_LAB"] ?? "none"];

/** Everything that a lab could leave on the machine, as seen from where this test runs. */
function traces(): Record<string, string[]> {
  const living = readdirSync("/proc").filter((pid) => {
    try {
      // A zombie is nothing but a number that its parent has not read yet.
      return /^\d+$/.test(pid) && !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
    } catch {
      return false;
    }
  });
  const labs = living.filter((pid) => {
    try {
      return /nspawn|dnsmasq|launch-node|server\.mjs|lab-reap|lab-namespace|keep\.mts/.test(
        readFileSync(`/proc/${pid}/cmdline`, "utf8"),
      );
    } catch {
      return false;
    }
  });
  return {
    processes: labs,
    mounts: readFileSync("/proc/self/mounts", "utf8").trim().split("\n"),
    namespaces: execFileSync("lsns", ["--noheadings", "--output", "NS,TYPE"], { encoding: "utf8" })
      .trim()
      .split("\n")
      .sort(),
    links: readdirSync("/sys/class/net"),
    cgroups: execFileSync("find", ["/sys/fs/cgroup", "-maxdepth", "2", "-name", "openvidu-lab-*"], {
      encoding: "utf8",
    })
      .split("\n")
      .filter((path) => ours.some((name) => path.includes(name))),
    files: readdirSync("/tmp").filter((name) => name.startsWith("nspawn")),
  };
}

/** A lab within this one, with a control namespace of its own. */
async function nestedLab(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [script, "exec", "--", process.execPath, "--import", "tsx", keep, '{"masters":1,"media":1}'],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  ours.push(`openvidu-lab-${String(child.pid)}-`);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await until("the nested lab is up", () => output.includes("the lab is up"));
  return child;
}

const gone = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) =>
    child.once("exit", (code, signal) => {
      resolve(signal ?? code);
    }),
  );

describe("nothing is left behind", () => {
  it("after down()", async () => {
    const before = traces();
    const lab = await bootLab({ masters: 1, media: 1 });
    expect(traces()["cgroups"]).not.toEqual(before["cgroups"]);
    await lab.down();
    expect(traces()).toEqual(before);
  });

  it("after kill -9 of the run", async () => {
    const before = traces();
    const child = await nestedLab();
    expect(traces()["processes"]?.length).toBeGreaterThan(5);
    const end = gone(child);
    child.kill("SIGKILL");
    expect(await end).toBe("SIGKILL");
    await until("all traces are gone", () => JSON.stringify(traces()) === JSON.stringify(before), 30).catch(
      () => undefined,
    );
    expect(traces()).toEqual(before);
  });

  it("after a signal that asks the run to end", async () => {
    const before = traces();
    const child = await nestedLab();
    const end = gone(child);
    child.kill("SIGTERM");
    expect(await end).not.toBe(0);
    expect(traces()).toEqual(before);
  });
});

describe("a lab that is to stay up, ended while it boots", () => {
  let kept: string;

  beforeEach(async () => {
    kept = await mkdtemp(join(tmpdir(), "kept-lab-"));
  });

  afterEach(() => rm(kept, { recursive: true }));

  /** Starts a program in a process group of its own, as a shell does; resolves once nodes are booting. */
  async function booting(...command: readonly string[]): Promise<ChildProcess & { pid: number }> {
    const child = spawn(process.execPath, command, {
      stdio: ["ignore", "ignore", "inherit"],
      detached: true,
      env: { ...process.env, OPENVIDU_LAB_KEPT_IN: kept },
    });
    if (child.pid === undefined) throw new Error("The lab could not be started.");
    await until("nodes are booting", () => existsSync(join(kept, "state.json")), 120);
    const { id } = JSON.parse(readFileSync(join(kept, "state.json"), "utf8")) as { id: string };
    ours.push(id);
    return Object.assign(child, { pid: child.pid });
  }

  function labSays(command: string): { status: number | null; stdout: string } {
    return spawnSync(process.execPath, [script, command], {
      encoding: "utf8",
      env: { ...process.env, OPENVIDU_LAB_KEPT_IN: kept },
    });
  }

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("is gone after %s to its process group", async (signal, code) => {
    const before = traces();
    const child = await booting(script, "up", "--masters", "1", "--media", "1");
    expect(labSays("status")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("booting") as string,
    });
    const end = gone(child);
    process.kill(-child.pid, signal);
    expect(await end).toBe(code);
    expect(labSays("status").status).toBe(1);
    expect(traces()).toEqual(before);
  });

  it("is seen by status and taken down by down, where the one who booted it was killed", async () => {
    const before = traces();
    const child = await booting(script, "up", "--masters", "1", "--media", "1");
    const end = gone(child);
    process.kill(-child.pid, "SIGKILL");
    await end;
    expect(labSays("status").status).toBe(0);
    expect(labSays("down").status).toBe(0);
    await until("all traces are gone", () => JSON.stringify(traces()) === JSON.stringify(before), 30).catch(
      () => undefined,
    );
    expect(traces()).toEqual(before);
  });

  it("is gone after Ctrl-C of the demonstration, which says so by its exit code", async () => {
    const before = traces();
    const child = await booting(demo);
    const end = gone(child);
    process.kill(-child.pid, "SIGINT");
    expect(await end).toBe(130);
    expect(labSays("status").status).toBe(1);
    expect(traces()).toEqual(before);
  });
});
