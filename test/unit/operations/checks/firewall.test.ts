import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { problemsOf, remarksOn } from "../../../../operations/checks/index";
import type { NodeFacts } from "../../../../operations/node/node-facts";
import { sshPorts } from "../../../../operations/phases/set-up-firewall";
import { facts, productionCluster } from "../builders";

function told(
  firewall: Cluster["firewall"],
  changes: Partial<NodeFacts>,
): { problems: string[]; remarks: string[] } {
  const cluster = { ...productionCluster(), firewall };
  const [node] = cluster.masters;
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
    expect(found.remarks.join()).toContain("ovcluster firewall --format ufw");
  });

  it("does not filter what Docker publishes, and closes what nobody said is needed: both are remarked", () => {
    const listeners = [listener("docker-proxy", 8081), listener("nginx", 8082)];
    const { remarks } = told("ufw", { listeners });
    expect(remarks.filter((remark) => remark.includes("8081/tcp"))).toHaveLength(1);
    expect(remarks.join()).not.toContain("8082");
    expect(remarks.join()).toContain("closes backup-agent");
    expect(told("none", { listeners }).remarks.join()).not.toMatch(/8081|backup-agent/);
  });
});

describe("the ports of a machine's ssh server", () => {
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
