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
import { MOST_AWS_RULES, TooManyRules } from "../../../../cluster/firewall/render/aws";
import { ufwRules } from "../../../../cluster/firewall/render/ufw";
import { nodeRules } from "../../../../cluster/firewall/firewall-rules";
import { clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

const cluster = clusterOf(manifest());
const external = clusterOf(manifest(["rtcEngine: pion", "loadBalancing: external"]));
const more = Array.from(
  { length: 18 },
  (_, index) =>
    `  - { name: media-${index + 3}, privateIp: 10.5.0.${index + 7}, publicIp: 203.0.113.${index + 17} }\n`,
);
const large = clusterOf(`${production}${more.join("")}`);
const names = Object.keys(FORMATS).filter(isFormatName);
const WHOLE: Scope = { kind: "cluster" };

/** Every scope that a format has. */
function scopesOf(of: Cluster, name: FormatName): Scope[] {
  const [master] = of.masters;
  const [media] = of.media;
  const nodes = [master, media].flatMap((node) =>
    node === undefined ? [] : [{ kind: "node" as const, node }],
  );
  const roles = (["master", "media"] as const).map((role) => ({ kind: "role" as const, role }));
  return [...(FORMATS[name].forOneMachine ? [] : [WHOLE]), ...roles, ...nodes];
}

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
  });
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
      return text.replace(/>[^<]*</g, "><").replace(/(?:[\d.-]+ ?)+/g, "0");
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

describe("Terraform", () => {
  it.each(["aws", "azure"] as const)("reads every %s export", async (name) => {
    for (const of of [cluster, external, large]) {
      for (const scope of scopesOf(of, name)) {
        if (name === "aws" && of === large && scope.kind === "node" && scope.node.role === "master") continue;
        expect(Object.keys(await parse("export.tf", exportFirewall(of, name, scope)))).toEqual([
          "resource",
          "variable",
        ]);
      }
    }
  });

  it("gets security groups of no more rules than AWS takes, however many nodes there are", async () => {
    const read = (await parse("export.tf", exportFirewall(large, "aws", WHOLE))) as {
      resource: {
        aws_vpc_security_group_ingress_rule: Record<string, readonly { security_group_id: string }[]>;
      };
    };
    const groups = Object.values(read.resource.aws_vpc_security_group_ingress_rule).map(
      ([rule]) => rule?.security_group_id,
    );
    for (const group of new Set(groups))
      expect(groups.filter((other) => other === group).length).toBeLessThan(MOST_AWS_RULES);
    const [node] = large.masters;
    if (node === undefined) throw new Error("There are masters.");
    expect(() => exportFirewall(large, "aws", { kind: "node", node })).toThrow(TooManyRules);
  });

  it("gets rules for Azure with priorities that differ and end with a closing one", async () => {
    const read = (await parse("export.tf", exportFirewall(external, "azure", WHOLE))) as {
      resource: {
        azurerm_network_security_group: Record<
          string,
          readonly { security_rule: readonly { priority: number; access: string; name: string }[] }[]
        >;
      };
    };
    for (const [group] of Object.values(read.resource.azurerm_network_security_group)) {
      const rules = group?.security_rule ?? [];
      expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
      expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
      expect(rules.at(-1)).toMatchObject({ priority: 4096, access: "Deny" });
    }
  });
});

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
