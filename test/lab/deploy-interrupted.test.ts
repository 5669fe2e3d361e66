import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  bootLabToDeploy,
  codesOf,
  type ContextChanges,
  deployTo,
  MemoryStore,
  QUICK,
  stepsOf,
} from "./deploy-harness";
import { type Lab, until } from "./lab";

let lab: Lab;
const secrets = new MemoryStore();
const DELAY = 6;

beforeAll(async () => {
  lab = await bootLabToDeploy();
});

afterAll(async () => {
  await lab.down();
});

/** Every node without OpenVidu, and an installer that takes a while. */
beforeEach(async () => {
  await Promise.all(
    lab.nodes.map((node) =>
      node.must(
        "systemctl stop openvidu 2>/dev/null; rm -rf /opt/openvidu /etc/systemd/system/openvidu.service /var/lib/openvidu-cluster; systemctl daemon-reload",
      ),
    ),
  );
  await lab.installer.fail({ node: "all", kind: "delay", seconds: DELAY });
});

/** Acts once all nodes are in the middle of their installation. */
function inTheMiddle(act: () => void): Pick<ContextChanges, "onEvent"> {
  let acted = false;
  const begun = new Set<string>();
  return {
    onEvent: (event) => {
      if (event.type !== "step-output" || event.phase !== "install") return;
      begun.add(event.node);
      if (begun.size < lab.nodes.length || acted) return;
      acted = true;
      act();
    },
  };
}

describe("an installation whose connections are cut", () => {
  it("goes on on the nodes, and the deployment follows it again", async () => {
    const cuts: Promise<unknown>[] = [];
    const deployed = await deployTo(lab, {
      secrets,
      timing: QUICK,
      ...inTheMiddle(() => {
        // The sessions, not the server: new connections are let in.
        for (const node of lab.nodes) cuts.push(node.run("pkill -KILL -f 'sshd: ubuntu'"));
      }),
    });
    await Promise.all(cuts);
    expect(codesOf(deployed)).toEqual([]);
    expect(deployed.outcome).toBe("done");
    const lost = deployed.events.filter(
      (event) => event.type === "step-progress" && event.message.includes("connection was lost"),
    );
    expect(lost.length).toBe(lab.nodes.length);
    // No line of the output came twice.
    const banners = deployed.events.filter(
      (event) => event.type === "step-output" && event.line.includes("Finished Successfully"),
    );
    expect(banners.length).toBe(lab.nodes.length);
  });
});

describe("a deployment that is cancelled in the middle of the installation", () => {
  it("ends at once, the installation goes on, and the next deployment follows it to its end", async () => {
    const cancel = new AbortController();
    let cancelledAt = 0;
    const cancelled = await deployTo(lab, {
      secrets,
      signal: cancel.signal,
      ...inTheMiddle(() => {
        cancelledAt = Date.now();
        cancel.abort();
      }),
    });
    expect(Date.now() - cancelledAt).toBeLessThan(2_000);
    expect(cancelled.outcome).toBe("cancelled");
    expect(codesOf(cancelled)).toEqual([]);
    expect(new Set(Object.values(stepsOf(cancelled.events, "install")))).toEqual(new Set(["cancelled"]));

    const again = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(again)).toEqual([]);
    expect(again.outcome).toBe("done");
    const found = again.events.filter(
      (event) => event.type === "step-progress" && event.message.includes("was found and is followed"),
    );
    expect(found.length).toBe(lab.nodes.length);
  });

  it("tells the end of an installation that nobody followed", async () => {
    await lab.installer.fail({ node: lab.nodes[0] ?? "all", kind: "before-banner" });
    const cancel = new AbortController();
    await deployTo(lab, {
      secrets,
      signal: cancel.signal,
      ...inTheMiddle(() => {
        cancel.abort();
      }),
    });
    for (const node of lab.nodes) {
      await until(`${node.name} has ended its installation`, async () => {
        return (await node.run("systemctl is-active openvidu-cluster-install")).stdout.trim() === "inactive";
      });
    }
    const again = await deployTo(lab, { secrets, timing: QUICK });
    await lab.installer.reset();
    expect(codesOf(again)).toEqual(["master-1: install-failed"]);
    expect(stepsOf(again.events, "install")).toMatchObject({
      "master-1": "failed",
      "master-2": "done",
      "media-2": "done",
    });
    expect(await lab.nodes[0]?.must("ls -A /run/openvidu-cluster 2>/dev/null || echo gone")).toBe("gone\n");
  });

  it("before anything is installed changes nothing", async () => {
    const cancel = new AbortController();
    const cancelled = await deployTo(lab, {
      secrets,
      signal: cancel.signal,
      onEvent: (event) => {
        if (event.type === "phase-ended" && event.phase === "check") cancel.abort();
      },
    });
    expect(cancelled.outcome).toBe("cancelled");
    for (const node of lab.nodes)
      expect((await node.run("ls /opt/openvidu /run/openvidu-cluster")).stdout).toBe("");
  });
});

describe("a node that loses power in the middle of its installation", () => {
  it("is named, and installed by the next deployment", async () => {
    const [node] = lab.nodes;
    const work: Promise<unknown>[] = [];
    const cut = async (): Promise<void> => {
      await node?.powerCut();
      await node?.boot();
    };
    const failed = await deployTo(lab, { secrets, timing: QUICK, ...inTheMiddle(() => work.push(cut())) });
    await Promise.all(work);
    expect(codesOf(failed)).toEqual(["master-1: install-failed"]);
    expect(failed.errors[0]?.cause).toContain("cut off");
    // The delay was before anything was written: there is nothing to clean up.
    const again = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(again)).toEqual([]);
    expect(stepsOf(again.events, "install")).toEqual({ "master-1": "done" });
  });
});
