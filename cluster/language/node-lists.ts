import { childOf, type ValueNode } from "../manifest/value-node";

/** The manifest's keys that hold nodes. */
export const NODE_LISTS = ["masterNodes", "mediaNodes"] as const;

export type NodeListKey = (typeof NODE_LISTS)[number];

/** Whether a key holds nodes. */
export function isNodeList(key: string | number | undefined): key is NodeListKey {
  return NODE_LISTS.some((list) => list === key);
}

/** The nodes of a list, as far as they are there. */
export function nodesOf(root: ValueNode | undefined, list: NodeListKey): readonly ValueNode[] {
  const node = childOf(root, list);
  return node?.kind === "sequence" ? node.items : [];
}

/** A scalar of a mapping, as text; undefined where there is none. */
export function textOf(node: ValueNode | undefined, key: string): string | undefined {
  const value = childOf(node, key);
  return value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}
