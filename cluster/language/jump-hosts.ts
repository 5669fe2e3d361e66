import type { ManifestDocument } from "../manifest/manifest-document";
import { childOf, type ScalarNode, type ValueNode } from "../manifest/value-node";
import type { Path, SourceRange } from "../source-range";
import { NODE_LISTS, nodesOf } from "./node-lists";

/** A host of a jump host as it is written, without its user and port. */
export interface JumpHostPlace {
  readonly host: string;
  readonly range: SourceRange;
}

/** Whether a path is that of `ssh.jumpHost`, the manifest's or a node's, or of one item of it. */
export function isJumpHost(path: Path): boolean {
  const key = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  return key.at(-1) === "jumpHost" && key.at(-2) === "ssh";
}

/** Every jump host of a manifest, each place of the text once. */
export function jumpHostsOf({ root }: ManifestDocument): readonly JumpHostPlace[] {
  const found = new Map<ValueNode, JumpHostPlace>();
  const add = (written: ValueNode | undefined): void => {
    if (written?.kind === "sequence") for (const item of written.items) add(item);
    else if (written?.kind === "scalar" && typeof written.value === "string" && !found.has(written))
      found.set(written, placeOf(written));
  };
  add(childOf(childOf(root, "ssh"), "jumpHost"));
  for (const list of NODE_LISTS)
    for (const node of nodesOf(root, list)) add(childOf(childOf(node, "ssh"), "jumpHost"));
  return [...found.values()];
}

/** The host in `[ssh://][user@]host[:port]`; addresses of nodes are IPv4. */
function placeOf(written: ScalarNode): JumpHostPlace {
  const text = String(written.value);
  const from = Math.max(text.startsWith("ssh://") ? "ssh://".length : 0, text.lastIndexOf("@") + 1);
  const host = text.slice(from).replace(/:\d+$/, "");
  const inner = scalarText(written);
  // What is not written as it reads has no part that could be pointed at.
  if (inner.end - inner.start !== text.length) return { host, range: inner };
  const start = inner.start + from;
  return { host, range: { start, end: start + host.length } };
}

/** A scalar's text without its quotes. */
export function scalarText({ range, quoted, source }: ScalarNode): SourceRange {
  return quoted && range.end - range.start === source.length + 2
    ? { start: range.start + 1, end: range.end - 1 }
    : range;
}
