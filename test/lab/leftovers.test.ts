import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bootLab, until } from "./lab.js";

const script = fileURLToPath(new URL("../../scripts/lab.mjs", import.meta.url));
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
