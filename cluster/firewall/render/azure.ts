import { formatNumbers } from "../../ports/port-range";
import type { FirewallRule, RuleSet } from "../firewall-rules";
import { type FirewallExport, isIpv6, toldReason } from "../rule-words";
import { groupName, hclName, hclText, terraformHeader, variable } from "./terraform";

/** Azure asks the rule with the smallest number first; a step leaves room for rules of the user. */
const FIRST_PRIORITY = 100;
const STEP = 10;
const LAST_PRIORITY = 4096;

interface AzureRule {
  readonly name: string;
  readonly description: string;
  readonly protocol: "Tcp" | "Udp" | "Icmp" | "*";
  readonly ports: string;
  /** `*`, a service tag, or addresses of one kind. */
  readonly from: string | readonly string[];
  readonly access: "Allow" | "Deny";
}

/** Network security groups for the Terraform provider hashicorp/azurerm, version 4. */
export function renderAzure(document: FirewallExport): string {
  return [
    ...terraformHeader(document, [
      "For the provider hashicorp/azurerm. The last rule closes what Azure leaves open inside a virtual network.",
    ]),
    ...variable("resource_group_name", "The resource group of the machines"),
    ...variable("location", "The region of the machines"),
    ...document.sets.flatMap(group),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

function group(set: RuleSet): string[] {
  const external = set.rules.some(
    ({ intendedFor, from }) =>
      intendedFor === "loadBalancer" || from.some(({ kind }) => kind === "loadBalancer"),
  );
  const rules = [...set.rules.flatMap(azureRules), ...(external ? [PROBES] : []), ICMP];
  return [
    `resource "azurerm_network_security_group" "${hclName(groupName(set))}" {`,
    `  name                = ${hclText(`${set.cluster}-${groupName(set)}`)}`,
    "  location            = var.location",
    "  resource_group_name = var.resource_group_name",
    ...rules.flatMap((rule, index) => securityRule(rule, FIRST_PRIORITY + index * STEP)),
    ...securityRule(CLOSED, LAST_PRIORITY),
    "}",
    "",
  ];
}

const ICMP: AzureRule = {
  name: "icmp",
  description: "ICMP: without it, paths with a small MTU lose packets",
  protocol: "Icmp",
  ports: "*",
  from: "*",
  access: "Allow",
};
const PROBES: AzureRule = {
  name: "load-balancer-probes",
  description: "Health probes of Azure's load balancer",
  protocol: "*",
  ports: "*",
  from: "AzureLoadBalancer",
  access: "Allow",
};
const CLOSED: AzureRule = {
  name: "everything-else",
  description: "Closes everything else, inside the virtual network too",
  protocol: "*",
  ports: "*",
  from: "*",
  access: "Deny",
};

/** Azure does not mix IPv4 and IPv6 in one rule. */
function azureRules(rule: FirewallRule, index: number): AzureRule[] {
  const make = (from: string | readonly string[], suffix: string): AzureRule => ({
    // A number makes the name the only one, whatever the rules.
    name: `${String(index + 1).padStart(2, "0")}-${rule.protocol}-${formatNumbers(rule)}${suffix}`,
    description: toldReason(rule)
      .replace(/[^\x20-\x7e]/g, "_")
      .slice(0, 140),
    protocol: rule.protocol === "tcp" ? "Tcp" : "Udp",
    ports: formatNumbers(rule),
    from,
    access: "Allow",
  });
  if (rule.from.some(({ kind }) => kind === "world")) return [make("*", "")];
  const addresses = [...new Set(rule.from.flatMap((peer) => (peer.kind === "world" ? [] : peer.addresses)))];
  const [ipv4, ipv6] = [addresses.filter((a) => !isIpv6(a)), addresses.filter(isIpv6)];
  return [
    ...(ipv4.length === 0 ? [] : [make(ipv4, "")]),
    ...(ipv6.length === 0 ? [] : [make(ipv6, "-ipv6")]),
  ];
}

function securityRule(rule: AzureRule, priority: number): string[] {
  const from: readonly [string, string] =
    typeof rule.from === "string"
      ? ["source_address_prefix", hclText(rule.from)]
      : ["source_address_prefixes", `[${rule.from.map(hclText).join(", ")}]`];
  const entries: (readonly [string, string])[] = [
    ["name", hclText(rule.name)],
    ["description", hclText(rule.description)],
    ["priority", String(priority)],
    ["direction", hclText("Inbound")],
    ["access", hclText(rule.access)],
    ["protocol", hclText(rule.protocol)],
    from,
    ["source_port_range", hclText("*")],
    ["destination_address_prefix", hclText("*")],
    ["destination_port_range", hclText(rule.ports)],
  ];
  const width = Math.max(...entries.map(([name]) => name.length));
  return [
    "",
    "  security_rule {",
    ...entries.map(([name, value]) => `    ${name.padEnd(width)} = ${value}`),
    "  }",
  ];
}
