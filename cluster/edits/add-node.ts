import type { NodeRole } from "../cluster";
import type { ManifestDocument } from "../manifest/manifest-document";
import { childOf, type SequenceNode, type ValueNode } from "../manifest/value-node";
import type { TextChange } from "../source-range";
import { newLine } from "./insert-entry";
import { entryRange, isValueThere, itemRange } from "./written-place";

/** A node to be added, under a name and at addresses that no other node has. */
export interface NewNode {
  readonly name: string;
  readonly privateIp: string | undefined;
  readonly publicIp: string | undefined;
}

const LISTS = { master: "masterNodes", media: "mediaNodes" } as const;

/** The next free name and addresses of a role, counted on from its last node. */
export function nextNode(document: ManifestDocument, role: NodeRole): NewNode {
  const last = itemsOf(document, role).at(-1);
  const nodes = [...itemsOf(document, "master"), ...itemsOf(document, "media")];
  const names = new Set(nodes.map((node) => textOf(node, "name")));
  const addresses = new Set(nodes.flatMap((node) => [textOf(node, "privateIp"), textOf(node, "publicIp")]));
  return {
    name: nextName(textOf(last, "name") ?? `${role}-0`, names),
    privateIp: nextAddress(textOf(last, "privateIp"), addresses),
    publicIp: nextAddress(textOf(last, "publicIp"), addresses),
  };
}

/** A name like another one that is free: `media-2` after `media-1`. */
export function nextName(like: string, taken: ReadonlySet<string | undefined>): string {
  const [, stem = like, digits = ""] = /^(.*?)(\d*)$/.exec(like) ?? [];
  const joint = digits === "" ? "-" : "";
  for (let number = Number(digits) + 1; ; number += 1) {
    const name = `${stem}${joint}${String(number).padStart(digits.length, "0")}`;
    if (!taken.has(name)) return name;
  }
}

function nextAddress(like: string | undefined, taken: ReadonlySet<string | undefined>): string | undefined {
  const [, network, host] = /^(\d+\.\d+\.\d+\.)(\d+)$/.exec(like ?? "") ?? [];
  if (network === undefined) return undefined;
  for (let number = Number(host) + 1; number < 255; number += 1) {
    if (!taken.has(`${network}${number}`)) return `${network}${number}`;
  }
  return undefined;
}

/** Adds a node behind the last one of its role, written as that one is. Undefined where the list has no simple place for it. */
export function addNode(document: ManifestDocument, role: NodeRole): TextChange | undefined {
  const key = LISTS[role];
  const list = document.nodeAtPath([key]);
  if (list === undefined || !isValueThere(document, [key])) return undefined;
  const node = nextNode(document, role);
  const entries = Object.entries(node).flatMap(([name, value]: [string, string | undefined]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  if (list.kind === "sequence" && list.items.length > 0) return behindLast(document, list, entries);
  return list.kind === "mapping" || (list.kind === "scalar" && list.value !== null)
    ? undefined
    : intoEmpty(document, key, entries);
}

function behindLast(
  document: ManifestDocument,
  list: SequenceNode,
  entries: readonly string[],
): TextChange | undefined {
  const range = itemRange(document, list, list.items.length - 1);
  if (range === undefined) return undefined;
  const braced = `{ ${entries.join(", ")} }`;
  if (list.style === "flow") return { range: { start: range.end, end: range.end }, newText: `, ${braced}` };
  const { character } = document.positionAt(range.start);
  const last = list.items.at(-1);
  const isBraced = last?.kind === "mapping" && last.style === "flow";
  const text = isBraced ? `- ${braced}` : blockItem(entries, character);
  return newLine(document, range.end, `${" ".repeat(character)}${text}`);
}

function blockItem(entries: readonly string[], column: number): string {
  return `- ${entries.join(`\n${" ".repeat(column + 2)}`)}`;
}

function intoEmpty(
  document: ManifestDocument,
  key: string,
  entries: readonly string[],
): TextChange | undefined {
  const root = document.root;
  const entry = root?.kind === "mapping" ? root.entries.find((each) => each.key === key) : undefined;
  if (root?.kind !== "mapping" || root.style === "flow" || entry === undefined) return undefined;
  const range = { start: entry.keyRange.end, end: entryRange(document, entry).end };
  return { range, newText: `:\n  ${blockItem(entries, 2)}` };
}

function itemsOf(document: ManifestDocument, role: NodeRole): readonly ValueNode[] {
  const list = document.nodeAtPath([LISTS[role]]);
  return list?.kind === "sequence" ? list.items : [];
}

function textOf(node: ValueNode | undefined, key: string): string | undefined {
  const child = childOf(node, key);
  return child?.kind === "scalar" && child.value !== null ? String(child.value) : undefined;
}
