import { appendFile } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster/cluster";
import { addressOf, gateway } from "./addresses";
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
import { type Lab, type LabNode, pick } from "./lab";
import { must } from "./processes";

const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1"];
const secrets = new MemoryStore();
const STRANGER = "10.5.0.77";
let lab: Lab;
let forwarder: Server;

/** The example with one media node and this firewall. */
function clusterWith(
  firewall: Cluster["firewall"],
  ...more: readonly (readonly [string, string])[]
): Cluster {
  const { privateIp, publicIp } = addressOf("media", 2);
  return labCluster(
    [`  - name: media-2\n    privateIp: ${privateIp}\n    publicIp: ${publicIp}\n`, ""],
    ["ssh:\n", `firewall: ${firewall}\nssh:\n`],
    ...more,
  );
}

function deployWith(firewall: Cluster["firewall"]): Promise<Deployed> {
  return deployTo(lab, { cluster: clusterWith(firewall), secrets, timing: QUICK });
}

const all = (outcome: string): Record<string, string> =>
  Object.fromEntries(NODES.map((name) => [name, outcome]));

/** Whether MongoDB's port can be reached on a master node. */
function reachesMongo(node: LabNode, from: string, expected: boolean): Promise<boolean> {
  return passes({ from, to: node.privateIp, protocol: "tcp", port: 20_000 }, expected);
}

/** Another door of the machine, which only somebody in between knows: it passes on what comes to its own port. */
const OTHER_DOOR = `mkdir -p /run/sshd
cat >/etc/systemd/system/door.socket <<'UNIT'
[Socket]
ListenStream=2022
Accept=yes
UNIT
cat >/etc/systemd/system/door@.service <<'UNIT'
[Service]
ExecStart=-/usr/sbin/sshd -i
StandardInput=socket
UNIT
systemctl daemon-reload
systemctl start door.socket`;
const FORWARDING = { host: gateway.publicIp, port: 2222 };

function forwardTo(node: LabNode): Promise<Server> {
  const server = createServer((incoming) => {
    const outgoing = connect({ host: node.publicIp, port: 2022 });
    const end = (): void => {
      incoming.destroy();
      outgoing.destroy();
    };
    for (const socket of [incoming, outgoing]) socket.once("error", end).once("close", end);
    incoming.pipe(outgoing).pipe(incoming);
  });
  return new Promise((resolve) => {
    server.listen(FORWARDING.port, FORWARDING.host, () => {
      resolve(server);
    });
  });
}

const SWITCH_OFF = `ufw --force disable >/dev/null
systemctl disable --quiet --now firewalld
systemctl disable --quiet --now openvidu-cluster-firewall 2>/dev/null
nft delete table inet openvidu_cluster 2>/dev/null
true`;

const OPENED_BY_HAND = {
  ufw: "iptables -I ufw-user-input -s 10.5.0.77 -j ACCEPT",
  nftables: "nft insert rule inet openvidu_cluster input ip saddr 10.5.0.77 accept",
  firewalld: "firewall-cmd --quiet --zone=openvidu-cluster --add-port=20000/tcp",
} as const;

/** The example's other service on master-1, of which the manifest does not say who may connect. */
const AGENT = 9200;

/** How a person lets a stranger in to it, takes that back, and whether it is of any use, as the warning says. */
const LET_IN: Readonly<
  Record<Exclude<Cluster["firewall"], "none">, readonly [letIn: string, takeBack: string, works: boolean]>
> = {
  ufw: [
    `ufw allow from ${STRANGER} to any port ${String(AGENT)} proto tcp`,
    `ufw delete allow from ${STRANGER} to any port ${String(AGENT)} proto tcp`,
    true,
  ],
  firewalld: [
    `set -e
firewall-cmd --quiet --permanent --new-zone=agents
firewall-cmd --quiet --permanent --zone=agents --add-source=${STRANGER}
firewall-cmd --quiet --permanent --zone=agents --add-port=${String(AGENT)}/tcp
firewall-cmd --quiet --reload`,
    "firewall-cmd --quiet --permanent --delete-zone=agents; firewall-cmd --quiet --reload",
    true,
  ],
  nftables: [
    `nft add table inet agents
nft 'add chain inet agents input { type filter hook input priority -10 ; }'
nft add rule inet agents input ip saddr ${STRANGER} tcp dport ${String(AGENT)} accept`,
    "nft delete table inet agents",
    false,
  ],
};

function reachesAgent(expected: boolean): Promise<boolean> {
  return passes({ from: STRANGER, to: pick(lab.masters).privateIp, protocol: "tcp", port: AGENT }, expected);
}

/** What a deployment remarked about a node. */
function notesOn(node: string, { events }: Deployed): string[] {
  return events.flatMap((event) =>
    event.type === "note" && event.node === node ? [`${event.level}: ${event.message}`] : [],
  );
}

/** All that tells whether and how a node filters. */
const STATE = `iptables -S; ip6tables -S; nft --stateless list tables; ufw status; ufw show added
systemctl is-active firewalld; systemctl is-enabled firewalld openvidu-cluster-firewall
cat /etc/ufw/user.rules /etc/firewalld/firewalld.conf; ls /etc/firewalld/zones /etc/openvidu-cluster 2>&1; true`;

beforeAll(async () => {
  lab = await bootLabToDeploy({ media: 1 });
  await must("ip", ["address", "add", `${STRANGER}/24`, "dev", "lab0"]);
  const node = pick(lab.masters);
  await node.must(OTHER_DOOR);
  await node.must(`systemd-run --quiet --unit=agent python3 -m http.server ${String(AGENT)}`);
  forwarder = await forwardTo(node);
  const key = (await node.readFile("/etc/ssh/ssh_host_ed25519_key.pub")).split(" ").slice(0, 2).join(" ");
  await appendFile(lab.knownHostsFile, `[${FORWARDING.host}]:${String(FORWARDING.port)} ${key}\n`);
}, 240_000);

afterAll(async () => {
  forwarder.close();
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
});

describe.each(["ufw", "firewalld", "nftables"] as const)("deploying with %s", (firewall) => {
  let deployed: Deployed;

  beforeAll(async () => {
    await Promise.all(lab.nodes.map((node) => node.must(SWITCH_OFF)));
    deployed = await deployWith(firewall);
  });

  it("sets it up on every node before it installs, and the cluster works through it", async () => {
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

  it("closes what the manifest does not say is needed by whom, and says so before it does", async () => {
    expect(await reachesAgent(false)).toBe(false);
    const closes = notesOn("master-1", deployed).filter((note) => note.includes("backup-agent (9200/tcp)"));
    expect(closes).toEqual([expect.stringContaining(`warning: ${firewall} closes`)]);
    expect(notesOn("master-2", deployed).join("\n")).not.toContain("backup-agent");
    const order = deployed.events.flatMap((event) => {
      if (event.type === "phase-started" && event.phase === "firewall") return ["firewall"];
      return event.type === "note" && event.message.includes("backup-agent") ? ["told"] : [];
    });
    expect(order).toEqual(["told", "firewall"]);
  });

  it("says that ports which Docker publishes bypass it", () => {
    for (const name of NODES)
      expect(notesOn(name, deployed).join("\n")).toMatch(/info: Ports that Docker publishes .* bypass/);
  });

  it("leaves it to a rule of one's own to let somebody in, unless its own table has the last word", async () => {
    const node = pick(lab.masters);
    const [letIn, takeBack, works] = LET_IN[firewall];
    await node.must(letIn);
    try {
      expect(await reachesAgent(works)).toBe(works);
      const again = await deployWith(firewall);
      expect([codesOf(again), again.outcome]).toEqual([[], "unchanged"]);
      expect(await reachesAgent(works)).toBe(works);
    } finally {
      await node.must(takeBack);
    }
  });

  it("finds nothing to do the second time, and puts right what was changed by hand", async () => {
    const node = pick(lab.masters, 1);
    const again = await deployWith(firewall);
    expect([codesOf(again), again.outcome]).toEqual([[], "unchanged"]);
    expect(stepsOf(again.events, "firewall")).toEqual(all("unchanged"));

    await node.must(OPENED_BY_HAND[firewall]);
    expect(await reachesMongo(node, STRANGER, true)).toBe(true);
    const mended = await deployWith(firewall);
    expect(codesOf(mended)).toEqual([]);
    expect(stepsOf(mended.events, "firewall")).toEqual({ ...all("unchanged"), "master-2": "done" });
    expect(await reachesMongo(node, STRANGER, false)).toBe(false);
    expect(await node.must("ls -A /run | grep openvidu-cluster-firewall || true")).toBe("");
  });

  it("that closes the port which this connection came through is taken back by the node, and said", async () => {
    const node = pick(lab.masters);
    await node.must(SWITCH_OFF);
    const before = await node.must(STATE);
    const cluster = clusterWith(firewall, [
      "  - name: master-1\n",
      `  - name: master-1\n    ssh: { host: ${FORWARDING.host}, port: ${String(FORWARDING.port)} }\n`,
    ]);
    // firewalld needs some of it to start, and more on a busy machine.
    const patience = firewall === "firewalld" ? 20_000 : 10_000;
    const timing = { ...QUICK, connect: 1_500, firewall: patience };
    const cutOff = await deployTo(lab, { cluster, secrets, timing });
    expect(codesOf(cutOff)).toEqual(["master-1: firewall-rolled-back"]);
    expect(stepsOf(cutOff.events, "firewall")).toEqual({ ...all("unchanged"), "master-1": "failed" });
    expect(await node.must(STATE)).toBe(before);
    expect(await passes({ from: STRANGER, to: node.publicIp, protocol: "tcp", port: 2022 }, true)).toBe(true);
    expect(await node.must("ls -A /run | grep openvidu-cluster-firewall || true")).toBe("");
  });
});

it("the rules of nftables hold again after a restart of the machine", async () => {
  const node = pick(lab.media);
  await node.reboot();
  expect(await node.must("nft list table inet openvidu_cluster")).toContain("policy drop");
  expect(await passes({ from: STRANGER, to: node.privateIp, protocol: "tcp", port: 7880 }, false)).toBe(
    false,
  );
});
