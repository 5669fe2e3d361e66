import ipaddr from "ipaddr.js";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { ValueNode } from "../manifest/value-node";
import { NODE_LISTS, nodesOf, textOf, type NodeListKey } from "./node-lists";

/** What a further node of a list would be called, and where it would be found. Undefined where the others give no pattern. */
export interface NextNode {
  readonly name: string;
  readonly privateIp: string | undefined;
  readonly publicIp: string | undefined;
}

/** A node that is not looked at: the one that is being written. */
export interface Except {
  readonly list: NodeListKey;
  readonly index: number;
}

/** The next name in a list's own counting, and the next free addresses in the networks (/24) of its nodes; each worked out when asked for. */
export function nextNode(document: ManifestDocument, list: NodeListKey, except?: Except): NextNode {
  const { root } = document;
  const nodes = new Map<NodeListKey, readonly ValueNode[]>(
    NODE_LISTS.map((key) => [
      key,
      nodesOf(root, key).filter((_, index) => except?.list !== key || except.index !== index),
    ]),
  );
  const own = nodes.get(list) ?? [];
  const all = [...nodes.values()].flat();
  return {
    get name() {
      return nextName(list, own, all);
    },
    get privateIp() {
      return nextAddress("privateIp", own, all);
    },
    get publicIp() {
      return nextAddress("publicIp", own, all);
    },
  };
}

function nextName(list: NodeListKey, own: readonly ValueNode[], all: readonly ValueNode[]): string {
  const taken = new Set(all.map((node) => textOf(node, "name")));
  const counted = own
    .map((node) => /^(.*?)(\d{1,9})(\D*)$/.exec(textOf(node, "name") ?? ""))
    .filter((match) => match !== null);
  const [, before = "", digits = "", after = ""] = counted.at(-1) ?? [
    "",
    list === "masterNodes" ? "master-" : "media-",
    "0",
    "",
  ];
  const sameKind = counted.filter(([, start, , end]) => start === before && end === after);
  let number = sameKind.reduce((most, [, , count]) => Math.max(most, Number(count)), Number(digits));
  let name: string;
  do {
    number += 1;
    name = `${before}${String(number).padStart(digits.length, "0")}${after}`;
  } while (taken.has(name));
  return name;
}

/** Numbers that a machine may have in a network of 256. */
const [FIRST_HOST, LAST_HOST] = [1, 254];

function nextAddress(
  key: "privateIp" | "publicIp",
  own: readonly ValueNode[],
  all: readonly ValueNode[],
): string | undefined {
  const addressesOf = (nodes: readonly ValueNode[]): string[] =>
    nodes
      .map((node) => textOf(node, key) ?? "")
      .filter((address) => ipaddr.IPv4.isValidFourPartDecimal(address));
  const taken = new Set(addressesOf(all));
  const last = addressesOf(own).at(-1) ?? addressesOf(all).at(-1);
  if (last === undefined) return undefined;
  const network = last.slice(0, last.lastIndexOf(".") + 1);
  const from = [...taken]
    .filter((address) => address.startsWith(network))
    .reduce((highest, address) => Math.max(highest, Number(address.slice(network.length))), 0);
  const order = [...range(from + 1, LAST_HOST), ...range(FIRST_HOST, from)];
  const free = order.find((number) => !taken.has(`${network}${String(number)}`));
  return free === undefined ? undefined : `${network}${String(free)}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
