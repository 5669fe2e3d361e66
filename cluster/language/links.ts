import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt } from "../manifest/manifest-schema";
import { readSecret } from "../manifest/secret-reference";
import { childOf, type ScalarNode, type ValueNode } from "../manifest/value-node";
import { releases } from "../release/catalogue";
import { documentationPage } from "../release/documentation-page";
import type { Path, SourceRange } from "../source-range";
import { isNodeList, NODE_LISTS, nodesOf } from "./node-lists";

/** A place of a manifest that leads somewhere else. */
export interface Link {
  readonly range: SourceRange;
  readonly target:
    | { readonly kind: "url"; readonly url: string }
    /** As written: relative to the manifest, absolute, or `~/…`. */
    | { readonly kind: "file"; readonly path: string };
}

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/;

/** Levels deeper than this hold nothing that the schema knows. */
const DEEPEST = 6;

/** Files that the manifest names, the cluster's address, the release's documentation. In the order of the text, each place once. */
export function linksOf(document: ManifestDocument): readonly Link[] {
  const { root } = document;
  const found = new Map<number, Link>();
  const add = (node: ScalarNode, path: Path): void => {
    const target = targetOf(node, path);
    if (target !== undefined) found.set(node.range.start, { range: inQuotes(node), target });
  };
  if (root?.kind === "mapping") {
    for (const { key, value } of root.entries) if (!isNodeList(key)) walk(value, [key], add);
  }
  for (const list of NODE_LISTS) {
    for (const node of nodesOf(root, list))
      for (const { written, target } of linksOfNode(node, list))
        found.set(written.range.start, { range: inQuotes(written), target });
  }
  return [...found.values()].sort((one, other) => one.range.start - other.range.start);
}

/** A link and where it is written, which moves with the text around it. */
interface NodeLink {
  readonly written: ScalarNode;
  readonly target: Link["target"];
}

const known = new WeakMap<ValueNode, readonly NodeLink[]>();

/** A node's links, worked out once: only its ssh settings name files. */
function linksOfNode(node: ValueNode, list: string): readonly NodeLink[] {
  const before = known.get(node);
  if (before !== undefined) return before;
  const links: NodeLink[] = [];
  const ssh = childOf(node, "ssh");
  if (ssh !== undefined)
    walk(ssh, [list, 0, "ssh"], (written, path) => {
      const target = targetOf(written, path);
      if (target !== undefined) links.push({ written, target });
    });
  known.set(node, links);
  return links;
}

function walk(node: ValueNode, path: Path, add: (node: ScalarNode, path: Path) => void): void {
  if (path.length > DEEPEST || schemaAt(path) === undefined) return;
  if (node.kind === "scalar") add(node, path);
  else if (node.kind === "mapping")
    for (const { key, value } of node.entries) walk(value, [...path, key], add);
}

function targetOf({ value, source }: ScalarNode, path: Path): Link["target"] | undefined {
  if (typeof value !== "string" || value === "" || value !== source) return undefined;
  const schema = schemaAt(path);
  if (schema?.file === true) return { kind: "file", path: value };
  if (schema?.secret === true) {
    const reading = readSecret(value);
    return reading.kind === "value" && reading.source.kind === "file"
      ? { kind: "file", path: reading.source.name }
      : undefined;
  }
  const [top] = path;
  if ((top === "domain" || top === "turnDomain") && DOMAIN.test(value))
    return { kind: "url", url: `https://${value}/` };
  const release = top === "release" ? releases.find(({ version }) => version === value) : undefined;
  const url = release && documentationPage(release);
  return url === undefined ? undefined : { kind: "url", url };
}

/** The text without its quotes. */
function inQuotes({ range, quoted, source }: ScalarNode): SourceRange {
  return quoted && range.end - range.start === source.length + 2
    ? { start: range.start + 1, end: range.end - 1 }
    : range;
}
