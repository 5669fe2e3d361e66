import { isJumpHost } from "../cluster/language/jump-hosts";
import { nextNode } from "../cluster/language/next-node";
import { isNodeList, NODE_LISTS, nodesOf, textOf } from "../cluster/language/node-lists";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { Path } from "../cluster/source-range";

/** What a node has, or what leads to it. */
export interface NodeValue {
  readonly value: string;
  readonly description: string;
  /** The node that it belongs to, where it is another one. */
  readonly node?: string;
}

/** What a place of a node, or one that refers to nodes, may hold, by what the other nodes have. `written` stands there so far. */
export function nodeValues(document: ManifestDocument, path: Path, written: string): readonly NodeValue[] {
  if (isJumpHost(path)) return jumpHosts(document, path, written);
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

/** Jump hosts are named by address: ssh knows nothing of a manifest's names. A user and a port that are there already stay. */
function jumpHosts(document: ManifestDocument, path: Path, written: string): NodeValue[] {
  const [ownList, ownIndex] = path;
  const login = written.slice(0, written.lastIndexOf("@") + 1);
  const port = /:\d+$/.exec(written)?.[0] ?? "";
  return NODE_LISTS.flatMap((list) =>
    nodesOf(document.root, list).flatMap((node, index) => {
      const address = textOf(node, "publicIp");
      // Nobody reaches a machine through itself.
      if (address === undefined || (list === ownList && index === ownIndex)) return [];
      const name = textOf(node, "name");
      const value = `${login}${address}${port}`;
      return [
        name === undefined
          ? { value, description: `Through a node of ${list}.` }
          : { value, description: `Through ${name}.`, node: name },
      ];
    }),
  ).slice(0, MOST_JUMP_HOSTS);
}

const MOST_JUMP_HOSTS = 50;
