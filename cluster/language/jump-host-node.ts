import { nodeUnderCursor } from "../manifest/cursor-node";
import type { ManifestDocument } from "../manifest/manifest-document";
import { entryOf, type ValueNode } from "../manifest/value-node";
import type { Path, SourceRange } from "../source-range";
import { NODE_LISTS, nodesOf } from "./node-lists";

/**
 * Where the address of the node is written that the jump host at an offset goes to. Nothing else in a manifest refers
 * to nodes, and this does so by address: ssh knows no names of ours.
 */
export function jumpHostNode(document: ManifestDocument, offset: number): SourceRange | undefined {
  const under = nodeUnderCursor(document.root, offset);
  if (under?.part !== "value" || !isJumpHost(under.path)) return undefined;
  const written = document.nodeAtPath(under.path);
  if (written?.kind !== "scalar") return undefined;
  const host = hostOf(written.source);
  for (const list of NODE_LISTS) {
    for (const node of nodesOf(document.root, list)) {
      const found = addressesOf(node).find((address) => address.kind === "scalar" && address.value === host);
      if (found !== undefined) return found.range;
    }
  }
  return undefined;
}

/** Whether a path is that of `ssh.jumpHost`, the manifest's or a node's, or of one item of it. */
export function isJumpHost(path: Path): boolean {
  const key = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  return key.at(-1) === "jumpHost" && key.at(-2) === "ssh";
}

function addressesOf(node: ValueNode): ValueNode[] {
  return [
    entryOf(entryOf(node, "ssh")?.value, "host")?.value,
    entryOf(node, "publicIp")?.value,
    entryOf(node, "privateIp")?.value,
  ].filter((value) => value !== undefined);
}

/** The host of `[user@]host[:port]`; addresses of nodes are IPv4. */
function hostOf(written: string): string {
  return written.slice(written.lastIndexOf("@") + 1).replace(/:\d+$/, "");
}
