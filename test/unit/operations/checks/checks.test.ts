import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { releaseInForce } from "../../../../cluster/release/catalogue";
import { problemsOf, remarksOn } from "../../../../operations/checks/index";
import { isOlder } from "../../../../operations/checks/docker-version";
import type { NodeFacts } from "../../../../operations/node/node-facts";
import { facts, installedFacts, productionCluster } from "../builders";

const cluster = productionCluster();

function told(
  found: NodeFacts,
  others: Readonly<Record<string, NodeFacts>> = {},
  of: Cluster = cluster,
): string[] {
  const node = of.masters[0];
  if (node === undefined) throw new Error("no masters");
  const all = new Map([[node.name, found], ...Object.entries(others)]);
  return problemsOf({ cluster: of, node, facts: found, all }).map(({ code }) => code);
}

function remarks(found: NodeFacts, role: "masters" | "media" = "masters"): string[] {
  const node = cluster[role][0];
  if (node === undefined) throw new Error("no nodes");
  return remarksOn({ cluster, node, facts: found, all: new Map() });
}

const OTHER = { hostName: "two", machineId: "machine-two", bootId: "boot-two" };

describe("the checks before a deployment", () => {
  it("find nothing wrong with a fit machine, nor with an installed one", () => {
    expect(told(facts(), { "master-2": facts(OTHER) })).toEqual([]);
    expect(told(installedFacts())).toEqual([]);
  });

  it.each<[string, Partial<NodeFacts>, string]>([
    ["another address", { addresses: ["127.0.0.1", "10.9.9.9"] }, "wrong-machine"],
    ["no systemd", { systemd: false }, "no-systemd"],
    ["no curl", { curl: false }, "no-curl"],
    ["a strange processor", { architecture: "riscv64" }, "architecture"],
    ["an old Docker", { docker: "20.10.24" }, "docker-too-old"],
    [
      "a web server",
      { listeners: [{ protocol: "tcp", address: "::", port: 80, process: "nginx" }] },
      "ports-taken",
    ],
    [
      "something inside a range",
      { listeners: [{ protocol: "tcp", address: "::", port: 7947 }] },
      "ports-taken",
    ],
    ["half an installation", { directory: true }, "installation-incomplete"],
  ])("find %s", (_, changes, code) => {
    expect(told(facts(changes))).toEqual([code]);
  });

  it("allow ARM machines from the release on that has images for them", () => {
    const arm = facts({ architecture: "aarch64" });
    expect(told(arm)).toEqual([]);
    const before = releaseInForce("3.4.1");
    if (before === undefined) throw new Error("3.4.1 is not known.");
    expect(told(arm, {}, { ...cluster, release: before })).toContain("architecture");
  });

  it("tell everything at once", () => {
    expect(told(facts({ systemd: false, curl: false, docker: "19.3.0" }))).toEqual([
      "no-systemd",
      "no-curl",
      "docker-too-old",
    ]);
  });

  it("take UDP and TCP apart", () => {
    expect(told(facts({ listeners: [{ protocol: "udp", address: "::", port: 80 }] }))).toEqual([]);
  });

  it("do not take OpenVidu's own listeners for strangers", () => {
    expect(
      told(installedFacts({ listeners: [{ protocol: "tcp", address: "::", port: 80, process: "caddy" }] })),
    ).toEqual([]);
  });

  it("take the Docker version that the installer is told to accept", () => {
    const lenient = {
      ...cluster,
      installer: { ...cluster.installer, environment: { DOCKER_VERSION: "20.10.24" } },
    };
    expect(told(facts({ docker: "20.10.24" }), {}, lenient)).toEqual([]);
  });

  it("find two nodes that are one machine, two clones, and two of one name", () => {
    const found = facts();
    expect(told(found, { "master-2": found })).toEqual(["same-machine"]);
    expect(told(found, { "master-2": facts({ ...OTHER, machineId: "machine-one" }) })).toEqual([
      "same-machine-id",
    ]);
    expect(told(found, { "master-2": facts({ ...OTHER, hostName: "one" }) })).toEqual(["same-host-name"]);
  });

  it("find another release, but not where the manifest says latest", () => {
    const other = installedFacts({ deployment: { version: "3.7.0", time: 1 } });
    expect(told(other)).toEqual(["other-release"]);
    expect(told(other, {}, { ...cluster, releaseName: "latest" })).toEqual([]);
  });

  it("only remark what makes it worse", () => {
    expect(remarks(facts())).toEqual([]);
    expect(
      remarks(
        facts({ processors: 2, memory: 2 * 1024 ** 3, disks: [{ path: "/opt/openvidu", size: 9, free: 9 }] }),
      ),
    ).toHaveLength(3);
  });

  it("only remark a listener inside the range of media ports", () => {
    const found = facts({
      addresses: ["10.5.0.5"],
      listeners: [{ protocol: "udp", address: "::", port: 50_123, process: "game" }],
    });
    expect(remarks(found, "media")).toEqual([expect.stringContaining("50123/udp (game; for openvidu)")]);
  });
});

describe("versions", () => {
  it.each([
    ["20.10.24", "29.5.3", true],
    ["29.5.3", "29.5.3", false],
    ["29.10.0", "29.5.3", false],
    ["29.5", "29.5.3", true],
    ["v30", "v29.5.3", false],
  ])("%s older than %s: %s", (version, needed, older) => {
    expect(isOlder(version, needed)).toBe(older);
  });
});
