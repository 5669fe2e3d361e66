import { parse } from "@cdktf/hcl2json";
import { describe, expect, it } from "vitest";
import { exportFirewall } from "../../../../cluster/firewall/formats";
import { MOST_AWS_RULES, TooManyRules } from "../../../../cluster/firewall/render/aws";
import { clusterOf, manifest, readText } from "../../../fixtures/manifest-builder";
import { cluster, external, large, scopesOf, WHOLE } from "./exports";

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

type Resources = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** The documents' table for a role as typed from it, ssh added: `tcp 7000-7001 masters`. */
function tableOf(role: "master" | "media", without: string): string[] {
  const sources: Readonly<Record<string, string>> = {
    "Master Nodes": "masters",
    "Media Nodes": "media",
    "0.0.0.0/0": "world",
  };
  const rows = readText("test", "fixtures", "document", "3.8.0-ports.txt")
    .split("\n")
    .map((line) => line.replace(/ \|$/, "").split(" | "))
    .filter(([of, protocol = "", ports = ""]) => of === role && `${protocol} ${ports}` !== without)
    .flatMap(([, protocol = "", ports = "", from = ""]) =>
      from
        .split(", ")
        .flatMap((source) => sources[source] ?? [])
        .map((source) => `${protocol.toLowerCase()} ${ports} ${source}`),
    );
  return [...rows, "tcp 22 world"].sort();
}

describe("Terraform's rules", () => {
  const everything = clusterOf(manifest(["publicMinio: false", "publicMinio: true"]));
  const tables = {
    masters: tableOf("master", ""),
    media: tableOf("media", "TCP 50000-60000"),
  };
  const portsOf = (first: unknown, last: unknown): string =>
    first === last ? String(first) : `${String(first)}-${String(last)}`;

  it("for AWS are the documents' tables, row by row, and refer to nothing that is not declared", async () => {
    const text = exportFirewall(everything, "aws", WHOLE);
    const { resource, variable } = (await parse("export.tf", text)) as {
      resource: Resources;
      variable: object;
    };
    const declared = [
      ...Object.keys(variable).map((name) => `var.${name}`),
      ...Object.entries(resource).flatMap(([type, named]) =>
        Object.keys(named).map((name) => `${type}.${name}.id`),
      ),
    ];
    const references = [...text.matchAll(/= ((?:var|aws_security_group)\.\S+)/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((name) => !declared.includes(name ?? ""))).toEqual([]);
    const rules = Object.values(resource["aws_vpc_security_group_ingress_rule"] ?? {}).map(
      ([rule]) => rule as Readonly<Record<string, unknown>>,
    );
    for (const group of ["masters", "media"] as const) {
      const own = rules.filter((rule) => rule["security_group_id"] === `\${aws_security_group.${group}.id}`);
      const told = own
        .filter((rule) => rule["ip_protocol"] === "tcp" || rule["ip_protocol"] === "udp")
        .map((rule) => {
          const from = String(rule["cidr_ipv4"] ?? rule["cidr_ipv6"] ?? rule["referenced_security_group_id"]);
          const who = /0\.0\.0\.0\/0|::\/0/.test(from) ? "world" : /masters|media/.exec(from)?.[0];
          return `${String(rule["ip_protocol"])} ${portsOf(rule["from_port"], rule["to_port"])} ${who ?? from}`;
        });
      expect([...new Set(told)].sort()).toEqual(tables[group]);
      // Everybody is two networks, IPv4's and IPv6's.
      expect(told).toHaveLength(
        tables[group].length + tables[group].filter((row) => row.endsWith("world")).length,
      );
    }
  });

  it("for Azure are the documents' tables, row by row, and refer to nothing that is not declared", async () => {
    const text = exportFirewall(everything, "azure", WHOLE);
    const { resource, variable } = (await parse("export.tf", text)) as {
      resource: Resources;
      variable: object;
    };
    const references = [...text.matchAll(/= var\.(\S+)/g)].map(([, name]) => name);
    expect(references.filter((name) => !Object.keys(variable).includes(name ?? ""))).toEqual([]);
    const addresses = {
      masters: everything.masters.map(({ privateIp }) => privateIp),
      media: everything.media.map(({ privateIp }) => privateIp),
    };
    for (const group of ["masters", "media"] as const) {
      const [own] = resource["azurerm_network_security_group"]?.[group] ?? [];
      const { security_rule: rules } = own as {
        security_rule: readonly Readonly<Record<string, unknown>>[];
      };
      const told = rules
        .filter((rule) => rule["access"] === "Allow" && rule["protocol"] !== "Icmp")
        .flatMap((rule) => {
          const from = rule["source_address_prefixes"] as readonly string[] | undefined;
          const who =
            from === undefined
              ? [rule["source_address_prefix"] === "*" ? "world" : String(rule["source_address_prefix"])]
              : (["masters", "media"] as const).filter((role) =>
                  addresses[role].every((address) => from.includes(address)),
                );
          const range = `${String(rule["protocol"]).toLowerCase()} ${String(rule["destination_port_range"])}`;
          return who.map((source) => `${range} ${source}`);
        });
      expect(told.sort()).toEqual(tables[group]);
    }
  });
});
