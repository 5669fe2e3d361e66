import { nodeUnderCursor } from "../manifest/cursor-node";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt } from "../manifest/manifest-schema";
import { readSecret } from "../manifest/secret-reference";
import type { ScalarNode, ValueNode } from "../manifest/value-node";
import type { Path } from "../source-range";

/** What stands for a secret wherever it would be shown. */
export const MASK = "•••";

/** Longest text that is shown of one value. */
const LONGEST = 80;

/**
 * A scalar as it may be shown at a path: secrets masked, one line, not too long. A reference such as `${secret:license}` is no
 * secret. Undefined at a path that the schema does not know: a secret under a misspelt key looks like any text.
 */
export function shownScalar(node: ScalarNode, path: Path): string | undefined {
  const schema = schemaAt(path);
  if (schema === undefined || node.value === null) return undefined;
  const text = node.source.replaceAll(/\s+/g, " ");
  if (schema.secret === true && !isReference(node)) return MASK;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isReference({ value }: ScalarNode): boolean {
  const reading = typeof value === "string" ? readSecret(value) : undefined;
  return reading?.kind === "value" && reading.source.kind !== "literal";
}

/** How many lines of a value are shown, and how deep. */
const MOST_LINES = 20;

/** A value as a few lines of YAML, with its secrets masked; where there is more, the last line says so. */
export function shownValue(node: ValueNode, path: Path): string {
  const lines: string[] = [];
  const add = (value: ValueNode, at: Path, indent: string, lead: string): void => {
    if (lines.length > MOST_LINES) return;
    if (value.kind === "scalar") {
      lines.push(`${lead} ${value.value === null ? "" : (shownScalar(value, at) ?? MASK)}`.trimEnd());
      return;
    }
    if (lead !== "") lines.push(lead);
    if (value.kind === "mapping") {
      for (const { key, value: child } of value.entries)
        add(child, [...at, key], `${indent}  `, `${indent}${key}:`);
      return;
    }
    for (const [index, item] of value.items.entries()) add(item, [...at, index], `${indent}  `, `${indent}-`);
  };
  add(node, path, "", "");
  return (lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "…"] : lines).join("\n").trimStart();
}

/**
 * A value as `shownValue` shows it, where it is borrowed from another place of the manifest: what is a secret there is one here
 * too. Merge keys are steps of the path like any others.
 */
export function shownBorrowed(document: ManifestDocument, value: ValueNode, path: Path): string {
  if (value.kind === "scalar") {
    const home = nodeUnderCursor(document.root, value.range.start)?.path;
    if (home !== undefined && schemaAt(home)?.secret === true) return shownScalar(value, home) ?? MASK;
  }
  const merge = path.lastIndexOf("<<");
  return shownValue(value, merge < 0 ? path : path.slice(0, merge));
}
