import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { problemsOf, remarksOn } from "../../../../operations/checks/index";
import type { NodeFacts } from "../../../../operations/node/node-facts";
import { sshPorts } from "../../../../operations/node/ssh-ports";
import { AT_BETA1, clusterOf, manifest } from "../../../fixtures/manifest-builder";
import { facts, productionCluster } from "../builders";

function told(
  firewall: Cluster["firewall"],
  changes: Partial<NodeFacts>,
  of: Cluster = productionCluster(),
  role: "masters" | "media" = "masters",
): { problems: string[]; remarks: string[] } {
  const cluster = { ...of, firewall };
  const [node] = cluster[role];
  if (node === undefined) throw new Error("There are masters.");
  const checked = { cluster, node, facts: facts(changes), all: new Map() };
  return { problems: problemsOf(checked).map(({ code }) => code), remarks: remarksOn(checked) };
}

const listener = (process: string, port: number, address = "*"): NodeFacts["listeners"][number] => ({
  protocol: "tcp",
  address,
  port,
  process,
});

describe("the firewall that the manifest asks for", () => {
  it.each(["ufw", "firewalld", "nftables"] as const)("must be installed: %s", (firewall) => {
    expect(told(firewall, { firewall: { programs: [], active: [] } }).problems).toEqual([
      "no-firewall-program",
    ]);
    expect(told(firewall, { firewall: { programs: [firewall], active: [] } }).problems).toEqual([]);
  });

  it("must be the only one that is active", () => {
    const active = { programs: ["ufw", "firewalld", "nftables"], active: ["ufw"] } as const;
    expect(told("ufw", { firewall: active }).problems).toEqual([]);
    expect(told("nftables", { firewall: active }).problems).toEqual(["other-firewall"]);
    expect(told("firewalld", { firewall: active }).problems).toEqual(["other-firewall"]);
  });

  it("may be none, and an active one is then remarked", () => {
    const found = told("none", { firewall: { programs: ["ufw"], active: ["ufw"] } });
    expect(found.problems).toEqual([]);
    expect(found.remarks.join()).toContain("ovcluster firewall --format ufw --node master-1'");
  });

  it("does not filter what Docker publishes, which is remarked", () => {
    const listeners = [listener("docker-proxy", 8081), listener("nginx", 8082)];
    const { remarks } = told("ufw", { listeners });
    expect(remarks.filter((remark) => remark.includes("8081/tcp"))).toHaveLength(1);
    expect(remarks.join()).not.toContain("8082");
    expect(told("none", { listeners }).remarks.join()).not.toContain("8081");
  });

  it("cuts off what Docker publishes until Docker is restarted, where it is a firewalld that is started now", () => {
    const remarks = (active: NodeFacts["firewall"]["active"]): string =>
      told("firewalld", {
        listeners: [listener("docker-proxy", 8081)],
        firewall: { programs: ["firewalld"], active },
      }).remarks.join("\n");
    expect(remarks([])).toContain("systemctl restart docker");
    expect(remarks(["firewalld"])).not.toContain("systemctl restart docker");
  });

  it("closes what the manifest does not say is needed by whom, which is remarked with service, port and a way out", () => {
    expect(told("ufw", {}).remarks).toEqual([
      "ufw closes backup-agent (9200/tcp) to all whom no rule of your own lets in: the manifest does not say who may connect. Such a rule stays: ufw allow from ADDRESS to any port 9200 proto tcp",
    ]);
    expect(told("firewalld", {}).remarks).toEqual([
      expect.stringMatching(/^firewalld closes backup-agent \(9200\/tcp\) .* zone/),
    ]);
    expect(told("nftables", {}).remarks).toEqual([
      expect.stringMatching(/^nftables closes backup-agent \(9200\/tcp\) to everybody/),
    ]);
    expect(told("none", {}).remarks).toEqual([]);
  });

  it("remarks nothing about a service that listens where everybody is let in anyhow", () => {
    const listeners = [listener("sshd", 9200, "0.0.0.0")];
    expect(told("ufw", { listeners }).remarks).toEqual([]);
  });

  it("is open to everybody for a load balancer that the manifest does not know, which is remarked on masters", () => {
    const external = clusterOf(manifest(["rtcEngine: pion", "loadBalancing: external"]));
    const { remarks } = told("ufw", {}, external);
    expect(remarks.join("\n")).toMatch(/ufw opens 1945\/tcp, 5349\/tcp, 7880\/tcp to everybody/);
    expect(remarks.join("\n")).toContain("ovcluster firewall --format ufw --role master --load-balancer");
    expect(told("ufw", {}, external, "media").remarks).toEqual([]);
    expect(told("none", {}, external).remarks).toEqual([]);
  });

  it("is open on media nodes too at a release whose load balancer reaches them, which is remarked there", () => {
    const old = clusterOf(
      manifest(...AT_BETA1, ["rtcEngine: pion", "loadBalancing: external\nturnDomain: turn.example.io"]),
    );
    const { remarks } = told("ufw", {}, old, "media");
    expect(remarks.join("\n")).toMatch(/ufw opens 1935\/tcp, 5349\/tcp to everybody/);
    expect(remarks.join("\n")).toContain("ovcluster firewall --format ufw --role media --load-balancer");
  });

  it("opens nothing for a load balancer at a release whose ports behind one are not known, which is remarked", () => {
    const external = clusterOf(manifest(["rtcEngine: pion", "loadBalancing: external"]));
    const ports = external.release.ports.filter(({ from }) => !from.includes("loadBalancer"));
    const silent = { ...external, release: { ...external.release, version: "4.0.0", ports } };
    expect(told("nftables", {}, silent).remarks.join("\n")).toContain(
      "nftables lets no load balancer in: no source tells which ports release 4.0.0 has behind one.",
    );
  });

  it("are those that it listens on for others", () => {
    const listeners = [
      listener("sshd", 22, "0.0.0.0"),
      listener("sshd", 22, "::"),
      listener("sshd", 2222, "10.5.0.1"),
      listener("sshd", 6010, "127.0.0.1"),
      listener("sshd", 6011, "::1"),
      listener("systemd", 2022),
    ];
    expect(sshPorts(facts({ listeners }))).toEqual([22, 2222]);
  });
});
