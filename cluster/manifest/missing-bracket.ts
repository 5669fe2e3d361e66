import type { Fix } from "../finding";
import { ManifestDocument } from "./manifest-document";
import type { ScalarNode } from "./value-node";

/** What makes a list of a word that ends with `]` and is one with a `[` before it; undefined for all other words. */
export function missingBracket({ quoted, source, range }: ScalarNode): Fix | undefined {
  if (quoted || !source.endsWith("]")) return undefined;
  const tried = new ManifestDocument(`key: [${source}\n`);
  const list = tried.nodeAtPath(["key"]);
  return tried.syntaxFindings.length === 0 && list?.kind === "sequence"
    ? {
        title: "Add the missing '['",
        changes: [{ range: { start: range.start, end: range.start }, newText: "[" }],
      }
    : undefined;
}
