import { nodeUnderCursor } from "../manifest/cursor-node";
import type { ManifestDocument } from "../manifest/manifest-document";
import { entryOf, type ScalarNode, type ValueNode } from "../manifest/value-node";
import type { SourceRange } from "../source-range";
import { isJumpHost, jumpHostsOf, scalarText, type JumpHostPlace } from "./jump-hosts";
import { isNodeList, NODE_LISTS, nodesOf } from "./node-lists";

/**
 * A node's name or one of its addresses, with what refers to the node. Nothing refers to nodes but jump hosts, and they
 * do so by address: ssh knows no names of ours.
 */
export interface NodeFamily {
  readonly kind: "name" | "address";
  /** The node that it is about, as the manifest has it. */
  readonly node: ValueNode;
  readonly text: string;
  /** Where the node itself has it; at least one place. */
  readonly own: readonly SourceRange[];
  /** The hosts of the jump hosts that go through the node; for an address those that name this one. */
  readonly references: readonly SourceRange[];
}

/** The family of what is at an offset: a node's name or address, or a jump host that is one of the cluster's nodes. */
export function nodeFamilyAt(document: ManifestDocument, offset: number): NodeFamily | undefined {
  const under = nodeUnderCursor(document.root, offset);
  if (under?.part !== "value") return undefined;
  const { path } = under;
  const [list, index, key] = path;
  if (isJumpHost(path)) {
    const place = jumpHostsOf(document).find(({ range }) => range.start <= offset && offset <= range.end);
    return place && ofAddress(document, nodeAtAddress(document, place.host), place.host);
  }
  if (!isNodeList(list) || typeof index !== "number") return undefined;
  const node = nodesOf(document.root, list)[index];
  const written = document.nodeAtPath(path);
  if (node === undefined || written?.kind !== "scalar" || written.value === null) return undefined;
  if (path.length === 3 && key === "name") return ofName(document, node, written);
  return addressesOf(node).includes(written) ? ofAddress(document, node, String(written.value)) : undefined;
}

/** Everything of a family, in the order of the text. */
export function placesOf({ own, references }: NodeFamily): readonly SourceRange[] {
  return [...own, ...references].sort((one, other) => one.start - other.start);
}

function ofName(document: ManifestDocument, node: ValueNode, name: ScalarNode): NodeFamily {
  const addresses = new Set(addressesOf(node).map(({ value }) => String(value)));
  const references = jumpHostsOf(document).filter(({ host }) => addresses.has(host));
  return {
    kind: "name",
    node,
    text: String(name.value),
    own: [scalarText(name)],
    references: rangesOf(references, []),
  };
}

function ofAddress(
  document: ManifestDocument,
  node: ValueNode | undefined,
  address: string,
): NodeFamily | undefined {
  if (node === undefined) return undefined;
  const own = once(
    addressesOf(node)
      .filter(({ value }) => String(value) === address)
      .map(scalarText),
  );
  const references = jumpHostsOf(document).filter(({ host }) => host === address);
  return { kind: "address", node, text: address, own, references: rangesOf(references, own) };
}

/** The node of an address; the first one, where two have it. */
export function nodeAtAddress(document: ManifestDocument, address: string): ValueNode | undefined {
  for (const list of NODE_LISTS) {
    const found = nodesOf(document.root, list).find((node) =>
      addressesOf(node).some(({ value }) => value === address),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a node can be reached, what ssh takes first. */
export function addressesOf(node: ValueNode): ScalarNode[] {
  return [
    entryOf(entryOf(node, "ssh")?.value, "host")?.value,
    entryOf(node, "publicIp")?.value,
    entryOf(node, "privateIp")?.value,
  ].filter((value): value is ScalarNode => value?.kind === "scalar" && value.value !== null);
}

function rangesOf(places: readonly JumpHostPlace[], but: readonly SourceRange[]): SourceRange[] {
  const taken = new Set(but.map(({ start }) => start));
  return once(places.map(({ range }) => range).filter(({ start }) => !taken.has(start)));
}

/** Each place once: what stands for several is written in one. */
function once(ranges: readonly SourceRange[]): SourceRange[] {
  return [...new Map(ranges.map((range) => [range.start, range])).values()];
}
