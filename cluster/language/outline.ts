import type { ManifestDocument, ManifestMark } from "../manifest/manifest-document";
import type { ValueNode } from "../manifest/value-node";
import type { Path, SourceRange } from "../source-range";
import { isNodeList, nodesOf, NODE_LISTS, textOf, type NodeListKey } from "./node-lists";
import { shownScalar } from "./shown-value";
import { writtenChildren, type WrittenChild } from "./written-children";

/** One line of a manifest's outline. */
export interface OutlineEntry {
  readonly name: string;
  /** What is worth seeing beside the name; secrets are masked. */
  readonly detail: string;
  readonly kind: "node" | "mapping" | "list" | "text" | "number" | "boolean" | "nothing";
  readonly range: SourceRange;
  /** The key or name in it. */
  readonly nameRange: SourceRange;
  readonly children: readonly OutlineEntry[];
}

/** With more nodes than this an outline shows nodes without what is in them: nobody scrolls through fifty thousand lines. */
const MOST_OPENED_NODES = 1000;

/** Levels deeper than this are not shown; no manifest has them. */
const DEEPEST = 12;

/** The manifest's keys as a tree, nodes under their names. */
export function outlineOf(document: ManifestDocument): readonly OutlineEntry[] {
  const { root } = document;
  if (root === undefined) return [];
  const nodes = NODE_LISTS.reduce((count, list) => count + nodesOf(root, list).length, 0);
  const whole = { start: 0, end: document.length };
  return new Outliner(document.marks, nodes <= MOST_OPENED_NODES).childrenOf(root, [], whole);
}

class Outliner {
  constructor(
    readonly marks: readonly ManifestMark[],
    readonly opensNodes: boolean,
  ) {}

  /** `outer` is what holds them all: in a broken text what is inside may seem to go on behind it. */
  childrenOf(node: ValueNode, path: Path, outer: SourceRange): readonly OutlineEntry[] {
    if (path.length >= DEEPEST) return [];
    return [...writtenChildren(node, this.marks)].map((child) => {
      const range = clipped(child.range, outer);
      const entry = this.#entry({ ...child, range }, [...path, child.step]);
      return { ...entry, nameRange: clipped(entry.nameRange, range) };
    });
  }

  #entry(child: WrittenChild, path: Path): OutlineEntry {
    const [list] = path;
    if (path.length === 2 && isNodeList(list) && typeof child.step === "number")
      return this.#node(child, path, list);
    const { node, alias, range, keyRange = alias?.range ?? firstOf(node) } = child;
    const named = node.kind === "mapping" ? textOf(node, "name") : undefined;
    const name = typeof child.step === "string" ? child.step : (named ?? String(child.step + 1));
    return {
      // The protocol has no symbols without a name.
      name: name === "" ? "''" : name,
      detail: alias === undefined ? detailOf(node, path) : `*${alias.name}`,
      kind: kindOf(node),
      range,
      nameRange: keyRange,
      children: alias === undefined ? this.childrenOf(node, path, range) : [],
    };
  }

  #node({ node, alias, range }: WrittenChild, path: Path, list: NodeListKey): OutlineEntry {
    const role = list === "masterNodes" ? "master node" : "media node";
    const addresses = [textOf(node, "privateIp"), textOf(node, "publicIp")];
    const name = textOf(node, "name") ?? "";
    return {
      name: name === "" ? `${role} ${Number(path[1]) + 1}` : name,
      detail: [role, ...addresses].filter((word) => word !== undefined).join(", "),
      kind: "node",
      range,
      nameRange: alias?.range ?? nodeNameRange(node),
      children: alias === undefined && this.opensNodes ? this.childrenOf(node, path, range) : [],
    };
  }
}

function clipped({ start, end }: SourceRange, outer: SourceRange): SourceRange {
  const from = Math.min(Math.max(start, outer.start), outer.end);
  return { start: from, end: Math.max(from, Math.min(end, outer.end)) };
}

/** Where a node's name is written, else where the node begins. */
export function nodeNameRange(node: ValueNode): SourceRange {
  const entry =
    node.kind === "mapping" ? node.entries.find(({ key, merged }) => key === "name" && !merged) : undefined;
  const written = entry?.value.range;
  return written !== undefined && written.start >= node.range.start ? written : firstOf(node);
}

/** A collection's first key; a scalar itself. */
function firstOf(node: ValueNode): SourceRange {
  const own = node.kind === "mapping" ? node.entries.find(({ merged }) => !merged) : undefined;
  if (own !== undefined) return own.keyRange;
  return node.kind === "scalar" ? node.range : { start: node.range.start, end: node.range.start };
}

function detailOf(node: ValueNode, path: Path): string {
  if (node.kind === "scalar") return shownScalar(node, path) ?? "";
  if (node.kind === "mapping") return node.entries.some(({ merged }) => merged) ? "<<" : "";
  return isNodeList(path[0]) && path.length === 1 ? String(node.items.length) : "";
}

function kindOf(node: ValueNode): OutlineEntry["kind"] {
  if (node.kind === "mapping") return "mapping";
  if (node.kind === "sequence") return "list";
  switch (typeof node.value) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return "text";
    default:
      return "nothing";
  }
}
