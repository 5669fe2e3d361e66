import { isJumpHost } from "../cluster/language/jump-hosts";
import { nextNode } from "../cluster/language/next-node";
import { isNodeList, NODE_LISTS, nodesOf, textOf } from "../cluster/language/node-lists";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { Path } from "../cluster/source-range";

/** What a place of a node, or one that refers to nodes, may hold, by what the other nodes have. */
export function nodeValues(
  document: ManifestDocument,
  path: Path,
): readonly { readonly value: string; readonly description: string }[] {
  if (isJumpHost(path)) return jumpHosts(document, path);
  const [list, index, key] = path;
  if (path.length !== 3 || !isNodeList(list) || typeof index !== "number") return [];
  const next = nextNode(document, list, { list, index });
  switch (key) {
    case "name":
      return [{ value: next.name, description: "The next name of the list." }];
    case "privateIp":
    case "publicIp": {
      const value = next[key];
      return value === undefined
        ? []
        : [{ value, description: "The next address of the network that no node of this manifest has." }];
    }
    default:
      return [];
  }
}

/** Jump hosts are named by address: ssh knows nothing of a manifest's names. */
function jumpHosts(document: ManifestDocument, path: Path): { value: string; description: string }[] {
  const [ownList, ownIndex] = path;
  return NODE_LISTS.flatMap((list) =>
    nodesOf(document.root, list).flatMap((node, index) => {
      const value = textOf(node, "publicIp");
      // Nobody reaches a machine through itself.
      if (value === undefined || (list === ownList && index === ownIndex)) return [];
      return [{ value, description: `Through ${textOf(node, "name") ?? `a node of ${list}`}.` }];
    }),
  ).slice(0, MOST_JUMP_HOSTS);
}

const MOST_JUMP_HOSTS = 50;
