import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeRules } from "../../cluster/firewall/firewall-rules";
import { exportFirewall, type FormatName } from "../../cluster/firewall/formats";
import { AT_BETA1, clusterOf, manifest, readText } from "../fixtures/manifest-builder";
import { type Flow, passes, type Protocol } from "./flows";
import { bootLab, type Lab, type LabNode, pick, until } from "./lab";
import { must } from "./processes";

/** Where connections come from: addresses that this machine takes for the time of the tests. */
const SOURCES = {
  "Master Nodes": ["10.5.0.2"],
  "Media Nodes": ["10.5.0.6"],
  world: ["203.0.113.200", "2001:db8::200"],
  "Load Balancer": ["10.5.0.200"],
  stranger: ["10.5.0.77"],
} as const;

interface Row {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
  readonly from: readonly string[];
}

/** The rows of the documents' table for a role, as they were typed from it, and ssh. */
function tableOf(file: string, role: string, without: string): Row[] {
  const lines = readText("test", "fixtures", "document", file).split("\n");
  const rows = lines
    .map((line) => line.replace(/ \|$/, "").split(" | "))
    .filter(([of, protocol, ports]) => of === role && `${String(protocol)} ${String(ports)}` !== without)
    .map(([, protocol = "", ports = "", from = ""]) => {
      const [first = 0, last = first] = ports.split("-").map(Number);
      return {
        protocol: protocol === "TCP" ? ("tcp" as const) : ("udp" as const),
        first,
        last,
        from: from.split(", "),
      };
    });
  return [...rows, { protocol: "tcp", first: 22, last: 22, from: ["::/0"] }];
}

/** Behind a load balancer, its rows stand in the place of those for everybody. */
function tableBehindBalancer(): Row[] {
  const amongNodes = tableOf("3.8.0-ports.txt", "master", "").filter(
    ({ from, first }) => !from.includes("::/0") || first === 22,
  );
  const balancer = tableOf("load-balancer-ports.txt", "master", "").filter(({ first }) => first !== 22);
  return [...balancer, ...amongNodes];
}

const CASES = [
  {
    title: "a master node at 3.8.0",
    role: "master",
    text: manifest(["publicMinio: false", "publicMinio: true"]),
    table: () => tableOf("3.8.0-ports.txt", "master", ""),
    twice: true,
  },
  {
    title: "a master node at 3.0.0-beta1",
    role: "master",
    text: manifest(...AT_BETA1, ["publicMinio: false", "publicMinio: true"]),
    table: () => tableOf("beta1-ports.txt", "master", ""),
    twice: false,
  },
  {
    title: "a master node behind a load balancer",
    role: "master",
    text: manifest(["rtcEngine: pion", "loadBalancing: external"]),
    table: tableBehindBalancer,
    twice: false,
  },
  {
    title: "a media node with Pion",
    role: "media",
    text: manifest(),
    table: () => tableOf("3.8.0-ports.txt", "media", "TCP 50000-60000"),
    twice: false,
  },
  {
    title: "a media node with mediasoup",
    role: "media",
    text: manifest(["rtcEngine: pion", "rtcEngine: mediasoup"]),
    table: () => tableOf("3.8.0-ports.txt", "media", "TCP 7881"),
    twice: false,
  },
] as const;

/** Every end and middle of a row's ports, its neighbours, and the same number of the other protocol. */
function portsToTry(table: readonly Row[]): { protocol: Protocol; port: number }[] {
  const tried = new Map<string, { protocol: Protocol; port: number }>();
  for (const { protocol, first, last } of table) {
    const other = protocol === "tcp" ? "udp" : "tcp";
    for (const port of [first - 1, first, Math.floor((first + last) / 2), last, last + 1])
      tried.set(`${String(port)}/${protocol}`, { protocol, port });
    tried.set(`${String(first)}/${other}`, { protocol: other, port: first });
  }
  return [...tried.values()];
}

function isAllowed(table: readonly Row[], who: string, protocol: Protocol, port: number): boolean {
  return table.some(
    (row) =>
      row.protocol === protocol &&
      row.first <= port &&
      port <= row.last &&
      (row.from.includes("::/0") || row.from.includes(who)),
  );
}

interface Probe {
  readonly flow: Flow;
  readonly allowed: boolean;
}

function probesOf(node: LabNode, table: readonly Row[]): Probe[] {
  const six = `2001:db8::${node.role === "master" ? "1" : "5"}`;
  return portsToTry(table).flatMap(({ protocol, port }) =>
    Object.entries(SOURCES).flatMap(([who, addresses]) =>
      addresses.map((from) => ({
        flow: {
          from,
          to: from.includes(":") ? six : from.startsWith("10.") ? node.privateIp : node.publicIp,
          protocol,
          port,
        },
        allowed: isAllowed(table, who, protocol, port),
      })),
    ),
  );
}

/** What passed and should not have, and the other way round. */
async function wrong(probes: readonly Probe[]): Promise<string[]> {
  const ends = await Promise.all(
    probes.map(async ({ flow, allowed }) => ({ flow, allowed, passed: await passes(flow, allowed) })),
  );
  return ends
    .filter(({ allowed, passed }) => allowed !== passed)
    .map(
      ({ flow, passed }) =>
        `${passed ? "passed" : "stopped"}: ${flow.from} → ${flow.to} ${String(flow.port)}/${flow.protocol}`,
    );
}

let lab: Lab;

beforeAll(async () => {
  lab = await bootLab({ masters: 1, media: 1, docker: false });
  for (const addresses of Object.values(SOURCES)) {
    for (const address of addresses)
      await must("ip", [
        "address",
        "add",
        ...(address.includes(":") ? [`${address}/64`, "nodad"] : [`${address}/24`]),
        "dev",
        "lab0",
      ]);
  }
  await pick(lab.masters).must("ip address add 2001:db8::1/64 dev eth0 nodad");
  await pick(lab.media).must("ip address add 2001:db8::5/64 dev eth0 nodad");
  const listeners = readFileSync(new URL("listeners.py", import.meta.url), "utf8");
  for (const node of lab.nodes) await node.writeFile("/root/listeners.py", listeners);
});

afterAll(async () => {
  await lab.down();
});

/** The manifest has no key for them. */
const KNOWN = { loadBalancer: [...SOURCES["Load Balancer"]] };

/** Something listens on every port that is tried, so that only a firewall can be what stops a flow. */
async function listen(node: LabNode, table: readonly Row[]): Promise<void> {
  const ports = portsToTry(table)
    .filter(({ protocol, port }) => !(protocol === "tcp" && port === 22))
    .map(({ protocol, port }) => `${String(port)}/${protocol}`);
  const ready = "/run/listening";
  await node.must(`systemctl stop listeners 2>/dev/null; rm -f ${ready}
systemd-run --quiet --collect --unit=listeners python3 /root/listeners.py ${ready} ${ports.join(" ")}`);
  await until("something listens on every port", async () => (await node.run(`test -e ${ready}`)).code === 0);
}

const PROGRAMS: readonly (readonly [format: FormatName, load: string, end: string])[] = [
  ["ufw", "bash /root/rules", "ufw --force reset >/dev/null"],
  ["nftables", "nft -f /root/rules", "nft delete table inet openvidu_cluster"],
  ["iptables", "bash /root/rules", "nft flush ruleset"],
  [
    "firewalld",
    "bash /root/rules",
    "systemctl disable --quiet --now firewalld; rm -f /etc/firewalld/zones/*",
  ],
];

describe.each(CASES)("the rules of $title", ({ role, text, table, twice }) => {
  const cluster = clusterOf(text);
  const node = (): LabNode => pick(role === "master" ? lab.masters : lab.media);
  const inManifest = role === "master" ? cluster.masters[0] : cluster.media[0];
  if (inManifest === undefined) throw new Error("The example has nodes of both roles.");
  const rows = table();

  it("are needed: without a firewall every flow passes", async () => {
    await listen(node(), rows);
    const probes = probesOf(node(), rows).map((probe) => ({ ...probe, allowed: true }));
    expect(await wrong(probes)).toEqual([]);
  });

  it.each(PROGRAMS)("let in what the table says and nothing else, with %s", async (format, load, end) => {
    await node().writeFile(
      "/root/rules",
      exportFirewall(cluster, format, { kind: "node", node: inManifest }, KNOWN),
    );
    try {
      await node().must(load);
      expect(await wrong(probesOf(node(), rows))).toEqual([]);
      await node().must(`ping -c 1 -W 5 10.5.0.254 && ping -c 1 -W 5 2001:db8::200`);
      if (!twice) return;
      // Once more changes nothing and fails on nothing.
      const rules = await node().must("nft --stateless list ruleset");
      await node().must(load);
      expect(await node().must("nft --stateless list ruleset")).toBe(rules);
      // The rules of the whole role fit the node too, and take the place of its own.
      await node().writeFile("/root/rules", exportFirewall(cluster, format, { kind: "role", role }, KNOWN));
      await node().must(load);
      expect(await node().must("nft --stateless list ruleset")).not.toBe(rules);
      expect(await wrong(probesOf(node(), rows))).toEqual([]);
    } finally {
      await node().must(`${end}; nft flush ruleset`);
    }
  });

  it("name every row of the table once", () => {
    const said = nodeRules(cluster, inManifest, KNOWN).rules.map(
      ({ protocol, first, last }) => `${protocol} ${String(first)}-${String(last)}`,
    );
    expect(said.sort()).toEqual(
      rows.map(({ protocol, first, last }) => `${protocol} ${String(first)}-${String(last)}`).sort(),
    );
  });
});
