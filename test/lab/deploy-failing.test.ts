import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootLabToDeploy, codesOf, deployTo, MemoryStore, QUICK, stepsOf } from "./deploy-harness";
import { type Lab, type LabNode } from "./lab";

let lab: Lab;
const secrets = new MemoryStore();

beforeAll(async () => {
  lab = await bootLabToDeploy();
});

afterAll(async () => {
  await lab.down();
});

function node(name: string): LabNode {
  const found = lab.nodes.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** The commands that a message tells the user to run. */
function commandsIn(suggestion: string): string {
  const commands = /systemctl stop openvidu;.*?systemctl daemon-reload/.exec(suggestion)?.[0];
  if (commands === undefined) throw new Error(`There are no commands in: ${suggestion}`);
  return commands;
}

// The tests of this file follow one cluster from trouble to health, in this order.
describe("a deployment in which two nodes fail", () => {
  it("names them with their last lines while the others finish, and starts nothing", async () => {
    await lab.installer.fail({ node: node("master-2"), kind: "before-banner" });
    await lab.installer.fail({ node: node("media-1"), kind: "empty-download" });
    const failed = await deployTo(lab, { secrets, timing: QUICK });
    expect(failed.outcome).toBe("failed");
    expect(codesOf(failed)).toEqual(["master-2: install-failed", "media-1: download-empty"]);
    expect(failed.errors[0]?.output?.length).toBeGreaterThan(0);
    expect(stepsOf(failed.events, "install")).toEqual({
      ...{ "master-1": "done", "master-2": "failed", "master-3": "done", "master-4": "done" },
      ...{ "media-1": "failed", "media-2": "done" },
    });
    expect(
      failed.events.some((event) => event.type === "phase-started" && event.phase === "start-masters"),
    ).toBe(false);
    expect((await node("master-1").run("systemctl is-active openvidu")).stdout).toBe("inactive\n");
    expect(failed.status.nodes.map(({ state }) => state)).toEqual([
      ...["stopped", "not-installed", "stopped", "stopped"],
      ...["not-installed", "stopped"],
    ]);
    const told = JSON.stringify(failed);
    for (const [name, value] of secrets.values) expect(told.includes(value), name).toBe(false);
  });

  it("leaves nothing secret on the nodes that failed", async () => {
    for (const name of ["master-2", "media-1"]) {
      expect(await node(name).must("ls -A /run/openvidu-cluster 2>/dev/null || echo gone")).toBe("gone\n");
      expect(await node(name).must("cat /var/lib/openvidu-cluster/install")).toMatch(/^failed \d+\n$/);
    }
  });

  it("is not repeated over what the failed installation left, but says how to remove it", async () => {
    await lab.installer.reset();
    // The stand-in fails before it writes anything; a real installation may fail at any place.
    await node("master-2").must("mkdir /opt/openvidu && touch /opt/openvidu/half");
    const again = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(again)).toEqual(["master-2: installation-incomplete"]);
    expect((await node("master-1").run("systemctl is-active openvidu")).stdout).toBe("inactive\n");
    await node("master-2").must(commandsIn(again.errors[0]?.suggestion ?? ""));
  });

  it("is completed by the next one, which installs only what is missing", async () => {
    const completed = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(completed)).toEqual([]);
    expect(completed.outcome).toBe("done");
    expect(stepsOf(completed.events, "install")).toEqual({ "master-2": "done", "media-1": "done" });
    expect(completed.status.nodes.every(({ state }) => state === "running")).toBe(true);
  });
});

describe("a container that restarts again and again", () => {
  it("is found, named and shown with its log", async () => {
    await lab.installer.fail({ node: node("media-2"), kind: "restart-loop", container: "egress" });
    await node("media-2").must("docker restart egress");
    const failed = await deployTo(lab, { secrets, timing: { ...QUICK, verify: 8_000 } });
    await lab.installer.reset();
    expect(codesOf(failed)).toEqual(["media-2: restart-loop"]);
    expect(failed.errors[0]?.cause).toMatch(/egress \(\d+ restarts\)/);
    expect(stepsOf(failed.events, "verify")).toMatchObject({
      "master-1": "done",
      "media-1": "done",
      "media-2": "failed",
    });
    expect(failed.status.nodes.at(-1)).toMatchObject({ state: "degraded" });
  });

  it("is well again once it stays up", async () => {
    await node("media-2").must("docker restart egress");
    const well = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(well)).toEqual([]);
    expect(well.outcome).toBe("unchanged");
  });
});

describe("masters that never become healthy", () => {
  it("end the wait after its time, and what does not run is named", async () => {
    await Promise.all(lab.nodes.map((each) => each.must("systemctl stop openvidu")));
    await lab.installer.fail({ node: node("master-3"), kind: "restart-loop", container: "caddy" });
    const failed = await deployTo(lab, { secrets, timing: { ...QUICK, health: 10_000 } });
    await lab.installer.reset();
    expect(failed.outcome).toBe("failed");
    expect(failed.errors.find(({ node: name }) => name === "master-3")).toMatchObject({
      code: "not-healthy",
    });
    expect(failed.errors.find(({ node: name }) => name === "master-3")?.cause).toContain(
      "Not running: caddy",
    );
    expect(stepsOf(failed.events, "start-media")).toEqual({});
  });
});
