import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster/cluster";
import { addressOf } from "./addresses";
import {
  bootLabToDeploy,
  codesOf,
  type Deployed,
  deployTo,
  labCluster,
  MemoryStore,
  QUICK,
  stepsOf,
} from "./deploy-harness";
import { passes } from "./flows";
import { type Lab, type LabNode, pick, until } from "./lab";
import { must } from "./processes";

const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1"];
const secrets = new MemoryStore();
const STRANGER = "10.5.0.77";
let lab: Lab;

/** The example with one media node and this firewall. */
function clusterWith(firewall: Cluster["firewall"], ...more: readonly (readonly [string, string])[]): Cluster {
  const { privateIp, publicIp } = addressOf("media", 2);
  return labCluster(
    [`  - name: media-2\n    privateIp: ${privateIp}\n    publicIp: ${publicIp}\n`, ""],
    ["ssh:\n", `firewall: ${firewall}\nssh:\n`],
    ...more,
  );
}

function deployWith(firewall: Cluster["firewall"], timing = {}): Promise<Deployed> {
  return deployTo(lab, { cluster: clusterWith(firewall), secrets, timing: { ...QUICK, ...timing } });
}

const all = (outcome: string): Record<string, string> =>
  Object.fromEntries(NODES.map((name) => [name, outcome]));

/** Whether MongoDB's port can be reached on a master node. */
function reachesMongo(node: LabNode, from: string, expected: boolean): Promise<boolean> {
  return passes({ from, to: node.privateIp, protocol: "tcp", port: 20_000 }, expected);
}

beforeAll(async () => {
  lab = await bootLabToDeploy({ media: 1 });
  await must("ip", ["address", "add", `${STRANGER}/24`, "dev", "lab0"]);
}, 240_000);

afterAll(async () => {
  await lab.down();
});

describe("deploying with a firewall", () => {
  it("refuses one that is not installed before anything is changed", async () => {
    await pick(lab.media).must("mv /usr/sbin/ufw /usr/sbin/ufw.away");
    const refused = await deployWith("ufw");
    await pick(lab.media).must("mv /usr/sbin/ufw.away /usr/sbin/ufw");
    expect(codesOf(refused)).toEqual(["media-1: no-firewall-program"]);
    expect(refused.errors[0]?.suggestion).toContain("apt-get install ufw");
    expect(stepsOf(refused.events, "firewall")).toEqual({});
    for (const node of lab.nodes) expect(await node.must("ufw status")).toBe("Status: inactive\n");
  });

  it("sets it up on every node before it installs, and the cluster works through it", async () => {
    const deployed = await deployWith("ufw");
    expect(codesOf(deployed)).toEqual([]);
    expect(deployed.outcome).toBe("done");
    expect(stepsOf(deployed.events, "firewall")).toEqual(all("done"));
    const phases = deployed.events.flatMap((event) => (event.type === "phase-started" ? [event.phase] : []));
    expect(phases.indexOf("firewall")).toBeLessThan(phases.indexOf("install"));
    expect(deployed.status.nodes.map(({ state }) => state)).toEqual(NODES.map(() => "running"));
    for (const node of lab.masters) expect(await reachesMongo(node, STRANGER, false)).toBe(false);
    const [one, other] = [pick(lab.masters), pick(lab.masters, 1)];
    await one.must(`timeout 10 bash -c '</dev/tcp/${other.privateIp}/20000'`);
  });

  it.each(["ufw", "nftables", "firewalld"] as const)(
    "finds nothing to do the second time, and puts right what was changed by hand (%s)",
    async (firewall) => {
      for (const node of lab.nodes)
        await node.must(firewall === "ufw" ? "true" : "ufw --force disable; systemctl stop firewalld");
      await deployWith(firewall);
      const again = await deployWith(firewall);
      expect(codesOf(again)).toEqual([]);
      expect(again.outcome).toBe("unchanged");
      expect(stepsOf(again.events, "firewall")).toEqual(all("unchanged"));

      const node = pick(lab.masters);
      expect(await reachesMongo(node, STRANGER, false)).toBe(false);
      await node.must(OPENED_BY_HAND[firewall]);
      expect(await reachesMongo(node, STRANGER, true)).toBe(true);
      const mended = await deployWith(firewall);
      expect(codesOf(mended)).toEqual([]);
      expect(stepsOf(mended.events, "firewall")).toEqual({ ...all("unchanged"), "master-1": "done" });
      expect(await reachesMongo(node, STRANGER, false)).toBe(false);
      expect(await node.run("ls -d /run/openvidu-cluster-firewall")).toMatchObject({ code: 2 });
    },
  );
});

const OPENED_BY_HAND = {
  ufw: "iptables -I ufw-user-input -s 10.5.0.77 -j ACCEPT",
  nftables: "nft insert rule inet openvidu_cluster input ip saddr 10.5.0.77 accept",
  firewalld: "firewall-cmd --quiet --zone=openvidu-cluster --add-port=20000/tcp",
} as const;

/** The manifest's port is one that somebody in between forwards: the node itself is reached at another one, which the rules close. */
describe.each(["ufw", "nftables", "firewalld"] as const)("closing the wrong port with %s", (firewall) => {
  it("is taken back by the node itself, and said", async () => {
    const node = pick(lab.masters);
    await node.must(FORWARDING);
    await Promise.all(
      lab.nodes.map((each) =>
        each.must("ufw --force disable; systemctl stop firewalld; nft delete table inet openvidu_cluster; true"),
      ),
    );
    const before = await node.must(RULES);
    const cluster = clusterWith(firewall, [
      "  - name: master-1\n",
      "  - name: master-1\n    ssh: { port: 2222 }\n",
    ]);
    const deployed = await deployTo(lab, {
      cluster,
      secrets,
      knownHostsFiles: [await knownHostsAt(lab, node)],
      timing: { ...QUICK, connect: 2_000, firewall: 8_000 },
    });
    expect(codesOf(deployed)).toEqual(["master-1: firewall-rolled-back"]);
    expect(stepsOf(deployed.events, "firewall")).toEqual({ ...all("done"), "master-1": "failed" });
    expect(stepsOf(deployed.events, "install")).toEqual({});
    await until("the node is as it was", async () => (await node.must(RULES)) === before);
    expect(await passes({ from: STRANGER, to: node.publicIp, protocol: "tcp", port: 2222 }, true)).toBe(true);
    expect(await node.must("ls -A /run | grep openvidu-cluster-firewall || true")).toBe("");
  });
});
