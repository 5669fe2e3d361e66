import { describe, expect, it } from "vitest";
import type { Cluster, ClusterNode } from "../../../../cluster/cluster";
import { nodeRules, roleRules, type RuleSet } from "../../../../cluster/firewall/firewall-rules";
import { NotAnAddress } from "../../../../cluster/firewall/checked-address";
import { outboundNeeds } from "../../../../cluster/firewall/outbound-needs";
import { AT_BETA1, clusterOf, manifest } from "../../../fixtures/manifest-builder";

const cluster = clusterOf(manifest());
const external = clusterOf(manifest(["rtcEngine: pion", "loadBalancing: external"]));

function nodeOf(of: Cluster, name: string): ClusterNode {
  const node = of.nodes.find((found) => found.name === name);
  if (node === undefined) throw new Error(`There is no ${name}.`);
  return node;
}

function peersOf(set: RuleSet, port: number): unknown[] {
  return set.rules.filter(({ first }) => first === port).map(({ from }) => from);
}

describe("the firewall rules of a node", () => {
  it("name its fellows' private addresses, not its own", () => {
    const set = nodeRules(cluster, nodeOf(cluster, "master-2"));
    expect(peersOf(set, 3000)).toEqual([
      [{ kind: "masters", addresses: ["10.5.0.1", "10.5.0.3", "10.5.0.4"] }],
    ]);
    expect(peersOf(set, 9100)).toEqual([
      [
        { kind: "masters", addresses: ["10.5.0.1", "10.5.0.3", "10.5.0.4"] },
        { kind: "media", addresses: ["10.5.0.5", "10.5.0.6"] },
      ],
    ]);
  });

  it("let everybody in at the ssh port of the manifest, else 22, and where the server is known to listen", () => {
    const other = clusterOf(manifest(["  user: ubuntu", "  user: ubuntu\n  port: 2222"]));
    const ports = (set: RuleSet): number[] =>
      set.rules.filter(({ reason }) => reason.startsWith("ssh")).map(({ first }) => first);
    expect(ports(nodeRules(cluster, nodeOf(cluster, "media-1")))).toEqual([22]);
    expect(ports(nodeRules(other, nodeOf(other, "media-1")))).toEqual([2222]);
    expect(ports(nodeRules(other, nodeOf(other, "media-1"), { sshPorts: [22] }))).toEqual([22, 2222]);
    expect(peersOf(nodeRules(other, nodeOf(other, "media-1")), 2222)).toEqual([[{ kind: "world" }]]);
  });

  it("keep other services of the machine closed and say which", () => {
    expect(nodeRules(cluster, nodeOf(cluster, "master-1")).closed).toMatchObject([
      { name: "backup-agent", node: "master-1", protocol: "tcp", first: 9200, last: 9200 },
    ]);
    expect(roleRules(cluster, "master").closed).toHaveLength(1);
    expect(roleRules(cluster, "media").closed).toEqual([]);
    expect(nodeRules(cluster, nodeOf(cluster, "master-2")).closed).toEqual([]);
  });

  it("are open to everybody where the load balancer's addresses are not known, and say so", () => {
    const [unknown] = nodeRules(external, nodeOf(external, "master-1")).rules.filter(
      ({ first }) => first === 1945,
    );
    expect(unknown).toMatchObject({
      from: [{ kind: "world" }],
      note: expect.stringContaining("Let in only them") as string,
      intendedFor: "loadBalancer",
    });
    const known = nodeRules(external, nodeOf(external, "master-1"), {
      loadBalancer: ["10.9.0.0/24", "2001:DB8::7"],
    });
    expect(peersOf(known, 1945)).toEqual([
      [{ kind: "loadBalancer", addresses: ["10.9.0.0/24", "2001:db8::7"] }],
    ]);
    expect(known.rules.flatMap(({ note }) => note ?? [])).toEqual([]);
  });

  it.each(["10.5.0.1; reboot", "10.5.0.1/33", "10.5", "fe80::1%eth0", "", "10.5.0.1\nreboot", "0x0a050001"])(
    "are never made with %j as an address",
    (written) => {
      expect(() => nodeRules(external, nodeOf(external, "master-1"), { loadBalancer: [written] })).toThrow(
        NotAnAddress,
      );
      const nodes = cluster.nodes.map((node) =>
        node.name === "media-1" ? { ...node, privateIp: written } : node,
      );
      expect(() => nodeRules({ ...cluster, nodes }, nodeOf(cluster, "master-1"))).toThrow(NotAnAddress);
    },
  );
});

describe("the firewall rules of a role", () => {
  it("fit each of its nodes: they name all of them", () => {
    expect(peersOf(roleRules(cluster, "master"), 3000)).toEqual([
      [{ kind: "masters", addresses: ["10.5.0.1", "10.5.0.2", "10.5.0.3", "10.5.0.4"] }],
    ]);
  });
});

describe("what must be reached outside", () => {
  const destinations = (of: Cluster): string[] =>
    outboundNeeds(of).map(({ to, ports, protocol }) => `${to} ${ports}/${protocol}`);

  it("is the license server, STUN, the certificate's authority and what the installation downloads", () => {
    expect(destinations(cluster)).toEqual([
      "accounts.openvidu.io 443/tcp",
      "global.stun.twilio.com 3478/udp",
      "stun.l.google.com 19302/udp",
      "stun1.l.google.com 19302/udp",
      "acme-v02.api.letsencrypt.org 443/tcp",
      "get.openvidu.io 80/tcp",
      "get.docker.com 443/tcp",
      "download.docker.com 443/tcp",
      "github.com and its download servers 443/tcp",
      "Docker Hub (docker.io) 443/tcp",
    ]);
  });

  it("follows the certificate and the installer's mirror", () => {
    const other = clusterOf(
      manifest(
        ["type: letsencrypt", "type: selfsigned"],
        ["ssh:\n", "installer: { baseUrl: 'https://mirror.example.io:8443/ov' }\nssh:\n"],
      ),
    );
    expect(destinations(other)).toContain("mirror.example.io 8443/tcp");
    expect(destinations(other).join()).not.toMatch(/acme|get\.openvidu\.io/);
  });

  it("is that of the release, with what is not confirmed for it", () => {
    const unverified = (of: Cluster): string[] =>
      outboundNeeds(of).flatMap((need) => (need.unverified === undefined ? [] : [need.to]));
    expect(unverified(cluster)).not.toContain("accounts.openvidu.io");
    expect(unverified(clusterOf(manifest(...AT_BETA1)))).toContain("accounts.openvidu.io");
  });

  it("is a certificate authority only where the masters hold the certificate", () => {
    expect(destinations(external).join()).not.toContain("letsencrypt");
  });

  it("is every machine's, but for the certificate", () => {
    const masters = outboundNeeds(cluster).filter(({ roles }) => !roles.includes("media"));
    expect(masters.map(({ to }) => to)).toEqual(["acme-v02.api.letsencrypt.org"]);
  });
});
