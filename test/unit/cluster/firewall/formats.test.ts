import { parse } from "@cdktf/hcl2json";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import {
  exportFirewall,
  FORMATS,
  isFormatName,
  NeedsOneMachine,
  type FormatName,
  type Scope,
} from "../../../../cluster/firewall/formats";
import { ufwRules } from "../../../../cluster/firewall/render/ufw";
import { renderNftables } from "../../../../cluster/firewall/render/nftables";
import { nodeRules, roleRules } from "../../../../cluster/firewall/firewall-rules";
import { AT_BETA1, clusterOf, manifest } from "../../../fixtures/manifest-builder";
import { cluster, external, scopesOf, WHOLE } from "./exports";

/** A release whose load balancer reaches the media nodes itself. */
const upTo31 = clusterOf(
  manifest(...AT_BETA1, ["rtcEngine: pion", "loadBalancing: external\nturnDomain: turn.example.io"]),
);
/** A release to come whose ports behind a load balancer nobody told. */
const unknownPorts = {
  ...external,
  release: {
    ...external.release,
    version: "4.0.0",
    ports: external.release.ports.filter(({ from }) => !from.includes("loadBalancer")),
  },
};
const names = Object.keys(FORMATS).filter(isFormatName);

it("a file for nft tells how it outlasts a restart; a deployment's, which has a unit of its own, does not", () => {
  for (const scope of scopesOf(cluster, "nftables"))
    expect(exportFirewall(cluster, "nftables", scope)).toMatch(
      /^# A restart drops the table.*\/etc\/nftables\.conf.*systemctl enable nftables\.service/m,
    );
  expect(renderNftables(roleRules(cluster, "media"), [])).not.toMatch(/restart|nftables\.conf/);
});

describe.each(names)("%s", (name) => {
  const scope: Scope = FORMATS[name].forOneMachine ? { kind: "role", role: "media" } : WHOLE;

  it("is written as it always was", async () => {
    const file = path.join(
      import.meta.dirname,
      "../../../fixtures/firewall",
      `${name}.${FORMATS[name].extension}`,
    );
    await expect(exportFirewall(cluster, name, scope)).toMatchFileSnapshot(file);
  });

  it("tells of ssh, of what is needed outside and, but for data, that Docker's ports bypass it", () => {
    for (const each of scopesOf(cluster, name)) {
      const text = exportFirewall(cluster, name, each);
      expect(text).toMatch(/\b22\b/);
      expect(text).toContain("accounts.openvidu.io");
      if (!["csv", "svg", "aws", "azure"].includes(name)) expect(text).toContain("bypass");
    }
  });

  it("names services that stay closed, with port and node, wherever it is for their node", () => {
    const role = { kind: "role" as const, role: "master" as const };
    const [one, two] = cluster.masters.map((node) => ({ kind: "node" as const, node }));
    const text = (of: Scope): string => exportFirewall(cluster, name, of);
    for (const each of [role, one, ...(FORMATS[name].forOneMachine ? [] : [WHOLE])]) {
      if (each === undefined) throw new Error("There are masters.");
      for (const word of [/backup-agent/, /9200/, /master-1/, /[Cc]losed/, /does not say who may connect/])
        expect(text(each)).toMatch(word);
    }
    if (two === undefined) throw new Error("There are masters.");
    expect(text(two)).not.toContain("backup-agent");
  });

  it("says that the load balancer's addresses are not known, and that everybody is let in", () => {
    const text = exportFirewall(external, name, { kind: "role", role: "master" });
    expect(text).toMatch(/1945[^\n]*Open to everybody|1945[^}]*Open to everybody/);
    expect(text).toContain("the load balancer's addresses are not known");
    const known = { loadBalancer: ["10.9.0.4"] };
    const told = exportFirewall(external, name, { kind: "role", role: "master" }, known);
    expect(told).not.toContain("addresses are not known");
    expect(told).toContain("10.9.0.4");
    expect(exportFirewall(external, name, { kind: "role", role: "media" })).not.toContain("not known");
    expect(exportFirewall(cluster, name, { kind: "role", role: "master" })).not.toContain("not known");
  });

  it("lets the load balancer reach the media nodes at a release that wants it", () => {
    const known = { loadBalancer: ["10.9.0.4"] };
    const text = exportFirewall(upTo31, name, { kind: "role", role: "media" }, known);
    expect(text).toContain("10.9.0.4");
    expect(text).not.toContain("addresses are not known");
    const open = exportFirewall(upTo31, name, { kind: "role", role: "media" });
    expect(open).toMatch(/1935[^\n]*Open to everybody|1935[^}]*Open to everybody/);
    expect(open).toContain("the load balancer's addresses are not known");
  });

  it("says that nothing is open for a load balancer where no source tells at which ports", () => {
    const text = exportFirewall(unknownPorts, name, { kind: "role", role: "master" });
    expect(text).toContain("which ports release 4.0.0 has behind an external load balancer");
  });

  it("cannot be broken by what a manifest says", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 40 }),
        fc.constantFrom(
          "",
          "\n",
          '"',
          "'",
          "`",
          "${",
          "$(",
          "%{",
          "]]>",
          "--",
          "<",
          "|",
          "RULES\n",
          "ZONE\n",
          "\u2028",
        ),
        async (text, spice) => {
          const hostile = `${text}${spice}${text}`;
          for (const each of scopesOf(cluster, name)) {
            const [calm, odd] = [named(cluster, "calm"), named(cluster, hostile)];
            expect(await bones(name, exportFirewall(odd, name, withNode(odd, each)))).toEqual(
              await bones(name, exportFirewall(calm, name, withNode(calm, each))),
            );
          }
        },
      ),
      { numRuns: 15 },
    );
    // Layouts of pictures and parsing of Terraform, many times over, on a machine that may be busy.
  }, 60_000);
});

/** The cluster with a text in the place of every name that somebody may choose. */
function named(of: Cluster, text: string): Cluster {
  const rename = <Node extends Cluster["nodes"][number]>(node: Node): Node => ({
    ...node,
    name: node.index === 0 ? `${text}${node.role}` : node.name,
    otherServices: node.otherServices.map((service) => ({ ...service, name: text })),
  });
  return {
    ...of,
    name: text,
    releaseName: text,
    domain: text,
    masters: of.masters.map(rename),
    media: of.media.map(rename),
    nodes: of.nodes.map(rename),
  };
}

function withNode(of: Cluster, scope: Scope): Scope {
  if (scope.kind !== "node") return scope;
  const node = of.nodes.find(({ privateIp }) => privateIp === scope.node.privateIp);
  return node === undefined ? scope : { kind: "node", node };
}

/** What is left of an export without the texts in it: what a program would do, or how it is built. */
async function bones(name: FormatName, text: string): Promise<unknown> {
  switch (name) {
    case "json":
      return shapeOf(JSON.parse(text));
    case "aws":
    case "azure":
      return shapeOf(await parse("export.tf", text));
    case "csv":
      return text.split("\r\n").map((line) => line.replace(/"(?:[^"]|"")*"/g, "").split(",").length);
    case "svg":
      return (
        text
          .replace(/>[^<]*</g, "><")
          .replace(/(?:[\d.-]+ ?)+/g, "0")
          .split("\n")
          // A longer remark goes on in another line.
          .filter((line, index, lines) => line !== lines[index - 1])
      );
    case "markdown":
      return text.split("\n").map((line) => line.replace(/\\./g, "").replace(/[^|]/g, "").length);
    case "ufw":
    case "firewalld":
    case "iptables":
    case "nftables":
      return text.split("\n").filter((line) => !line.startsWith("#"));
  }
}

/** Values without their texts; blocks' names have the node's name in them. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === "object" && value !== null) return Object.values(value).map(shapeOf);
  return typeof value === "string" ? "" : value;
}

describe("ufw's rules", () => {
  it("name no more ports at once than the kernel takes", () => {
    const all = clusterOf(manifest(["publicMinio: false", "publicMinio: true"]));
    const [master] = all.masters;
    if (master === undefined) throw new Error("There are masters.");
    for (const rule of ufwRules(nodeRules(all, master))) {
      const list = /port (\S+)|allow (\S+)\//.exec(rule);
      expect((list?.[1] ?? list?.[2] ?? "").split(/[,:]/).length).toBeLessThanOrEqual(15);
    }
  });
});

describe("a script for one machine", () => {
  it("cannot be had for the whole cluster", () => {
    expect(() => exportFirewall(cluster, "ufw", WHOLE)).toThrow(NeedsOneMachine);
  });
});
