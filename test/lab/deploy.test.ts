import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { status } from "../../operations/actions/status";
import type { AdoptOffer } from "../../operations/action-context";
import type { NodeStatus } from "../../operations/cluster-status";
import {
  bootLabToDeploy,
  codesOf,
  type Deployed,
  deployTo,
  labCluster,
  labContext,
  LICENSE,
  MemoryStore,
  QUICK,
  stepsOf,
} from "./deploy-harness";
import { type Lab, pick } from "./lab";
import { uninstall } from "./uninstall";

const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"];
const secrets = new MemoryStore();
let lab: Lab;
let deployed: Deployed;

beforeAll(async () => {
  lab = await bootLabToDeploy();
  deployed = await deployTo(lab, { secrets, timing: QUICK });
}, 240_000);

afterAll(async () => {
  await lab.down();
});

describe("deploying the example on six new machines", () => {
  it("makes a running cluster of them", () => {
    expect(codesOf(deployed)).toEqual([]);
    expect(deployed.outcome).toBe("done");
    expect(deployed.status.nodes.map(({ name, state }) => `${name} ${state}`)).toEqual(
      NODES.map((name) => `${name} running`),
    );
    expect(deployed.status.nodes.flatMap(({ services }) => services).every(({ healthy }) => healthy)).toBe(
      true,
    );
    expect(deployed.status.nodes.map(({ release }) => release)).toEqual(NODES.map(() => "3.8.0"));
    expect(deployed.status.urls).toContainEqual(
      expect.objectContaining({ url: "https://openvidu.example.io/dashboard" }),
    );
  });

  it("installs all nodes at once, starts the masters together and the media nodes after them", () => {
    expect(Object.keys(stepsOf(deployed.events, "install")).sort()).toEqual(NODES);
    const started = deployed.events.flatMap((event) =>
      event.type === "step-started" ? [`${event.phase} ${event.node}`] : [],
    );
    const firstMedia = started.indexOf("start-media media-1");
    expect(started.indexOf("start-masters master-4")).toBeLessThan(started.indexOf("health master-1"));
    expect(started.indexOf("health master-4")).toBeLessThan(firstMedia);
  });

  it("keeps the credentials that it made up in the store", () => {
    expect(secrets.values.get("credentials.redisPassword")).toMatch(/^[A-Za-z0-9]{44}$/);
    expect(secrets.values.get("credentials.livekitApiKey")).toMatch(/^API[A-Za-z0-9]{12}$/);
    expect(secrets.values.has("credentials.dashboardAdminUser")).toBe(false);
  });

  it("shows no secret in its events", () => {
    const told = JSON.stringify(deployed);
    for (const [name, value] of secrets.values) expect(told.includes(value), name).toBe(false);
  });

  it("leaves no secret on the nodes outside OpenVidu's folder, nor in the journal", async () => {
    for (const node of lab.nodes) {
      expect(await node.must("ls -A /run/openvidu-cluster 2>/dev/null || echo gone")).toBe("gone\n");
      expect(
        await node.must("stat -c '%a %U' /var/lib/openvidu-cluster /var/lib/openvidu-cluster/install"),
      ).toBe("700 root\n600 root\n");
      for (const value of [LICENSE, secrets.values.get("credentials.redisPassword") ?? ""]) {
        const found = await node.run(
          `grep -rlF '${value}' /run /tmp /var/tmp /var/lib/openvidu-cluster /root /home /etc 2>/dev/null; journalctl --no-pager | grep -F '${value}'`,
        );
        expect(found.stdout).toBe("");
      }
    }
  });
});

describe("deploying once more", () => {
  it("finds nothing to do and changes no file on any node", async () => {
    const mark = "touch /run/before-the-second-deploy";
    await Promise.all(lab.nodes.map((node) => node.must(mark)));
    const again = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(again)).toEqual([]);
    expect(again.outcome).toBe("unchanged");
    expect(again.events.at(-1)).toMatchObject({
      type: "action-ended",
      message: "Nothing to do: the cluster is deployed and runs.",
    });
    for (const phase of ["install", "start-masters", "health", "start-media"]) {
      expect(stepsOf(again.events, phase), phase).toEqual({});
    }
    for (const node of lab.nodes) {
      const newer = await node.must(
        "find /opt /etc /usr /root /home /tmp /var/lib/openvidu-cluster /run/openvidu-cluster -newer /run/before-the-second-deploy 2>/dev/null || true",
      );
      expect(newer, node.name).toBe("");
    }
  });

  it("warns of each difference where the manifest is no longer that of the nodes, and does not call it deployed", async () => {
    const cluster = labCluster(
      ["domain: openvidu.example.io", "domain: other.example.io"],
      ["modules: [observability, openviduMeet, v2compatibility]", "modules: [openviduMeet, observability]"],
    );
    const again = await deployTo(lab, { cluster, secrets, timing: QUICK });
    expect(codesOf(again)).toEqual([]);
    expect(again.outcome).toBe("unchanged");
    const warnings = again.events.flatMap((event) =>
      event.type === "note" && event.level === "warning" && event.node === undefined ? [event.message] : [],
    );
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain(
      "The manifest says domain 'other.example.io', master-1, master-2, master-3, master-4 have 'openvidu.example.io'.",
    );
    expect(warnings[1]).toContain("have 'observability,v2compatibility,openviduMeet'");
    expect(again.events.at(-1)).toMatchObject({
      type: "action-ended",
      message: expect.stringMatching(/^Nothing was changed: .* see the warnings\.$/) as string,
    });
  });

  it("stops at a module that the nodes do not have, before it starts or waits for anything", async () => {
    const file = "/opt/openvidu/config/cluster/openvidu.env";
    const enabled = "ENABLED_MODULES=observability,v2compatibility";
    await Promise.all(
      lab.masters.map((node) => node.must(`sed -i 's/^${enabled},openviduMeet$/${enabled}/' ${file}`)),
    );
    const again = await deployTo(lab, { secrets });
    await Promise.all(
      lab.masters.map((node) => node.must(`sed -i 's/^${enabled}$/&,openviduMeet/' ${file}`)),
    );
    expect(codesOf(again)).toEqual([": differs-from-nodes"]);
    expect(again.errors[0]?.cause).toContain("have 'observability,v2compatibility'.");
    expect(again.errors[0]?.cause).toContain("the nodes never have openvidu-meet, 9080/tcp.");
    expect(again.events.findLast((event) => event.type === "phase-started")).toMatchObject({
      phase: "compare",
    });
  });

  it("says it in less time than the first took", async () => {
    const begun = Date.now();
    expect((await deployTo(lab, { secrets })).outcome).toBe("unchanged");
    expect(Date.now() - begun).toBeLessThan(20_000);
  });
});

describe("the status of the cluster", () => {
  it("tells of each node as it answers", async () => {
    const told: NodeStatus[] = [];
    const found = await status(labContext(lab), (node) => told.push(node));
    expect(found.nodes.map(({ name, state }) => `${name} ${state}`)).toEqual(
      NODES.map((name) => `${name} running`),
    );
    expect(told.map(({ name }) => name).sort()).toEqual(NODES);
  });

  it("names what a node lacks", async () => {
    const [node] = lab.media;
    await node?.must("docker stop egress");
    const found = await status(labContext(lab));
    expect(found.nodes.find(({ name }) => name === "media-1")).toMatchObject({
      reason: expect.stringContaining("egress") as string,
    });
    expect(found.nodes.find(({ name }) => name === "media-1")?.state).toMatch(/degraded|starting/);
    await node?.must("docker start egress");
  });

  it("does not wait for a node without a cable to tell of the others", async () => {
    await lab.masters[1]?.linkDown();
    const order: string[] = [];
    const found = await status(labContext(lab, { timing: { connect: 3_000 } }), ({ name }) =>
      order.push(name),
    );
    await lab.masters[1]?.linkUp();
    expect(order.at(-1)).toBe("master-2");
    expect(found.nodes.map(({ state }) => state)).toEqual([
      "running",
      "unreachable",
      "running",
      "running",
      "running",
      "running",
    ]);
    expect(found.nodes[1]?.error?.code).toMatch(/no-route|timed-out/);
  });

  it("says what is stopped", async () => {
    await lab.media[1]?.must("systemctl stop openvidu");
    const found = await status(labContext(lab));
    expect(found.nodes.at(-1)).toMatchObject({ state: "stopped", release: "3.8.0" });
  });
});

describe("deploying over a cluster with one stopped node", () => {
  it("starts only that node", async () => {
    const again = await deployTo(lab, { secrets, timing: QUICK });
    expect(codesOf(again)).toEqual([]);
    expect(again.outcome).toBe("done");
    expect(stepsOf(again.events, "start-media")).toEqual({ "media-2": "done" });
    expect(stepsOf(again.events, "install")).toEqual({});
  });

  it("refuses another release than the installed one", async () => {
    const context = labContext(lab, { secrets });
    const cluster = { ...context.cluster, releaseName: "3.7.0" };
    const other = await deployTo(lab, { cluster, secrets });
    expect(codesOf(other)).toEqual(NODES.map((name) => `${name}: other-release`));
  });

  it("does not make up new passwords for a cluster that has its own", async () => {
    const lost = new MemoryStore();
    await uninstall(pick(lab.media));
    const again = await deployTo(lab, { secrets: lost });
    expect(again.outcome).toBe("failed");
    expect(again.errors.map(({ code }) => code)).toContain("secret-store-incomplete");
    expect(lost.values.size).toBe(1);
  });

  it("reads what a second operator lacks from the masters, the license too, and asks nobody for it", async () => {
    await uninstall(pick(lab.media));
    const [second, offers, asked] = [new MemoryStore({}), [] as AdoptOffer[], [] as unknown[]];
    const again = await deployTo(lab, {
      secrets: second,
      timing: QUICK,
      mayAdopt: (offer) => Promise.resolve(offers.push(offer) > 0),
      askFor: (missing) => Promise.resolve(void asked.push(missing)),
    });
    expect(codesOf(again)).toEqual([]);
    expect(again.outcome).toBe("done");
    expect(stepsOf(again.events, "install")).toEqual({ "media-1": "done" });
    expect(offers.map(({ names }) => names.includes("license"))).toEqual([true]);
    expect(asked).toEqual([]);
    expect(second.values).toEqual(secrets.values);
  });
});
