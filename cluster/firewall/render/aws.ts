import type { FirewallRule, Peer, RuleSet } from "../firewall-rules";
import { type FirewallExport, isIpv6, toldReason } from "../rule-words";
import { block, groupName, hclName, hclText, terraformHeader, variable } from "./terraform";

/** What AWS allows in a security group unless the account's quota was raised; IPv4 and IPv6 are counted apart. */
export const MOST_AWS_RULES = 60;

/** A firewall that has more rules than the cloud takes. */
export class TooManyRules extends Error {
  override readonly name = "TooManyRules";
}

/** Where a rule's connections come from, as AWS names it. */
type Source = readonly [
  argument: "cidr_ipv4" | "cidr_ipv6" | "referenced_security_group_id",
  value: string,
  name: string,
];

/**
 * Security groups for the Terraform provider hashicorp/aws, version 5 or later.
 * Groups of a role refer to each other, so that a new node needs no new rule; that of a single node names addresses.
 *
 * @throws TooManyRules where a group would have more rules than AWS takes
 */
export function renderAws(document: FirewallExport): string {
  const { sets } = document;
  const others = missingGroups(sets);
  return [
    ...terraformHeader(document, [
      "For the provider hashicorp/aws, version 5 or later.",
      `AWS takes ${String(MOST_AWS_RULES)} inbound rules in a security group unless the quota was raised.`,
    ]),
    ...variable("vpc_id", "The VPC of the machines"),
    ...others.flatMap((role) =>
      variable(
        `${role}_security_group_id`,
        `The security group of the ${role === "masters" ? "master" : "media"} nodes`,
      ),
    ),
    ...sets.flatMap((set) => group(set, (role) => referenceTo(role, others))),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}

type Role = "masters" | "media";

/** Groups that rules refer to and that are not in this file. */
function missingGroups(sets: readonly RuleSet[]): Role[] {
  const own = new Set(sets.map(groupName));
  const named = sets
    .filter(({ node }) => node === undefined)
    .flatMap(({ rules }) => rules.flatMap(({ from }) => from.map(({ kind }) => kind)));
  return (["masters", "media"] as const).filter((role) => named.includes(role) && !own.has(role));
}

function referenceTo(role: Role, others: readonly Role[]): string {
  return others.includes(role) ? `var.${role}_security_group_id` : `aws_security_group.${role}.id`;
}

function group(set: RuleSet, reference: (role: Role) => string): string[] {
  const name = hclName(groupName(set));
  const rules = [...new Map(set.rules.flatMap((rule) => ingress(set, rule, reference))).values()];
  const most = Math.max(
    ...[/cidr_ipv4|referenced/, /cidr_ipv6|referenced/].map((kind) => count(rules, kind)),
  );
  if (most > MOST_AWS_RULES) {
    throw new TooManyRules(
      `AWS takes ${String(MOST_AWS_RULES)} inbound rules in a security group, and ${groupName(set)} needs ${String(most)}: export the whole role, whose groups refer to each other.`,
    );
  }
  const id = `aws_security_group.${name}.id`;
  return [
    ...block(`resource "aws_security_group" "${name}"`, [
      ["name", hclText(`${set.cluster}-${groupName(set)}`)],
      ["description", hclText(description(`OpenVidu ${set.release}, ${groupName(set)}`))],
      ["vpc_id", "var.vpc_id"],
    ]),
    ...rules.flat(),
    ...["4", "6"].flatMap((family) =>
      block(`resource "aws_vpc_security_group_ingress_rule" "${hclName(name, "icmp", `ipv${family}`)}"`, [
        ["security_group_id", id],
        ["description", hclText("ICMP: without it, paths with a small MTU lose packets")],
        [`cidr_ipv${family}`, hclText(family === "4" ? "0.0.0.0/0" : "::/0")],
        ["ip_protocol", hclText(family === "4" ? "icmp" : "icmpv6")],
        ["from_port", "-1"],
        ["to_port", "-1"],
      ]),
    ),
    ...["4", "6"].flatMap((family) =>
      block(`resource "aws_vpc_security_group_egress_rule" "${hclName(name, "all", `ipv${family}`)}"`, [
        ["security_group_id", id],
        [`cidr_ipv${family}`, hclText(family === "4" ? "0.0.0.0/0" : "::/0")],
        ["ip_protocol", hclText("-1")],
      ]),
    ),
  ];
}

/** Rules of one kind, with that for ICMP. */
function count(rules: readonly (readonly string[])[], kind: RegExp): number {
  return rules.filter((lines) => lines.some((line) => kind.test(line))).length + 1;
}

function ingress(
  set: RuleSet,
  rule: FirewallRule,
  reference: (role: Role) => string,
): (readonly [name: string, lines: readonly string[]])[] {
  const group = hclName(groupName(set));
  return rule.from.flatMap((peer) =>
    sources(peer, set.node !== undefined, reference).map(([argument, value, source]) => {
      const name = hclName(group, rule.protocol, rule.first, "from", source);
      const lines = block(`resource "aws_vpc_security_group_ingress_rule" "${name}"`, [
        ["security_group_id", `aws_security_group.${group}.id`],
        ["description", hclText(description(toldReason(rule)))],
        [argument, value],
        ["ip_protocol", hclText(rule.protocol)],
        ["from_port", String(rule.first)],
        ["to_port", String(rule.last)],
      ]);
      return [name, lines] as const;
    }),
  );
}

function sources(peer: Peer, byAddress: boolean, reference: (role: Role) => string): Source[] {
  if (peer.kind === "world") {
    return [
      ["cidr_ipv4", hclText("0.0.0.0/0"), "everybody_ipv4"],
      ["cidr_ipv6", hclText("::/0"), "everybody_ipv6"],
    ];
  }
  if (peer.kind !== "loadBalancer" && !byAddress) {
    return [["referenced_security_group_id", reference(peer.kind), peer.kind]];
  }
  return peer.addresses.map((address) => [
    isIpv6(address) ? "cidr_ipv6" : "cidr_ipv4",
    hclText(address.includes("/") ? address : `${address}/${isIpv6(address) ? "128" : "32"}`),
    address,
  ]);
}

/** AWS takes only these characters, and 255 of them. */
function description(text: string): string {
  return text.replace(/[^A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]/g, "_").slice(0, 255);
}
