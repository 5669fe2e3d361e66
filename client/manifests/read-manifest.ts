import type { ManifestDocument } from "../../cluster/manifest/manifest-document";
import { childOf, entryOf, type MappingNode, type ValueNode } from "../../cluster/manifest/value-node";
import type { NodeRole } from "../../cluster/cluster";
import type { NodeSummary } from "./manifest-summary";

const LISTS: Readonly<Record<NodeRole, string>> = { master: "masterNodes", media: "mediaNodes" };

/** A top-level text of the manifest, or undefined where there is none. */
export function textAt(document: ManifestDocument, key: string): string | undefined {
  return textOf(document.nodeAtPath([key]));
}

/** The nodes of a manifest, masters first, as far as they can be read: also of one with mistakes. */
export function readNodes(document: ManifestDocument): NodeSummary[] {
  return (["master", "media"] as const).flatMap((role) =>
    nodesOf(document, role).flatMap((node) => {
      const name = textOf(childOf(node, "name"));
      if (name === undefined) return [];
      const privateIp = textOf(childOf(node, "privateIp"));
      const publicIp = textOf(childOf(node, "publicIp"));
      return {
        name,
        role,
        offset: node.range.start,
        ...(privateIp === undefined ? {} : { privateIp }),
        ...(publicIp === undefined ? {} : { publicIp }),
      };
    }),
  );
}

/** A node's mapping by its name. */
export function findNode(document: ManifestDocument, name: string): MappingNode | undefined {
  const nodes = [...nodesOf(document, "master"), ...nodesOf(document, "media")];
  return nodes.find((node) => textOf(entryOf(node, "name")?.value) === name);
}

function nodesOf(document: ManifestDocument, role: NodeRole): MappingNode[] {
  const list = document.nodeAtPath([LISTS[role]]);
  return list?.kind === "sequence" ? list.items.filter((item) => item.kind === "mapping") : [];
}

function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" && node.value !== ""
    ? node.value
    : undefined;
}
