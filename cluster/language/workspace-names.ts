import type { ManifestDocument } from "../manifest/manifest-document";
import { entryOf } from "../manifest/value-node";
import type { SourceRange } from "../source-range";
import { NODE_LISTS, nodesOf, textOf } from "./node-lists";
import { nodeNameRange } from "./outline";

/** A cluster or node by its name. */
export interface NamedThing {
  readonly kind: "cluster" | "node";
  readonly name: string;
  /** The cluster of a node, where it has a name. */
  readonly cluster: string | undefined;
  readonly range: SourceRange;
}

/** The cluster and the nodes of a manifest whose names have the query's letters, in their order. */
export function namesMatching(document: ManifestDocument, query: string): readonly NamedThing[] {
  const { root } = document;
  const cluster = textOf(root, "name");
  const own = entryOf(root, "name");
  const found: NamedThing[] = [];
  if (cluster !== undefined && own !== undefined && hasLetters(cluster, query))
    found.push({ kind: "cluster", name: cluster, cluster: undefined, range: own.keyRange });
  for (const list of NODE_LISTS) {
    for (const node of nodesOf(root, list)) {
      const name = textOf(node, "name");
      if (name !== undefined && hasLetters(name, query))
        found.push({ kind: "node", name, cluster, range: nodeNameRange(node) });
    }
  }
  return found;
}

function hasLetters(name: string, query: string): boolean {
  const word = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === " ") continue;
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
