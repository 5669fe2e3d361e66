import type { ManifestDocument } from "../manifest/manifest-document";
import type { SourceRange } from "../source-range";
import { outlineOf } from "./outline";

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
  const entries = outlineOf(document);
  const own = entries.find(({ name }) => name === "name");
  const cluster = own === undefined || own.detail === "" ? undefined : own.detail;
  const nodes = entries
    .flatMap(({ children }) => children)
    .filter(({ kind }) => kind === "node")
    .map(({ name, nameRange }): NamedThing => ({ kind: "node", name, cluster, range: nameRange }));
  const all: NamedThing[] =
    cluster === undefined || own === undefined
      ? nodes
      : [{ kind: "cluster", name: cluster, cluster: undefined, range: own.range }, ...nodes];
  return all.filter(({ name }) => hasLetters(name, query));
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
