import type { ReleaseFacts } from "../cluster";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt, type SchemaPart } from "../manifest/manifest-schema";
import { readSecret } from "../manifest/secret-reference";
import type { ScalarNode, ValueNode } from "../manifest/value-node";
import { addressKind } from "../rules/ip-address";
import type { Path, SourceRange } from "../source-range";
import type { SemanticWord } from "./semantic-word";

/** The words of a stretch whose meaning is known, in the order of the text. */
export function semanticWords(
  document: ManifestDocument,
  release: ReleaseFacts | undefined,
  stretch: SourceRange,
): readonly SemanticWord[] {
  const words: SemanticWord[] = [];
  const isIn = ({ start, end }: SourceRange): boolean => start < stretch.end && end > stretch.start;
  const seen = new Set<ValueNode>();
  const add = (kind: SemanticWord["kind"], range: SourceRange): void => {
    if (isIn(range) && range.end > range.start && !/[\r\n]/.test(document.slice(range.start, range.end)))
      words.push({ kind, range });
  };
  const visit = (node: ValueNode, path: Path): void => {
    // An anchored value is read where it is first met, which is where it is written.
    if (seen.has(node) || (node.kind !== "scalar" && !isIn(node.range))) return;
    seen.add(node);
    if (node.kind === "scalar") {
      const kind = kindOf(node, path, release);
      if (kind !== undefined) add(kind, node.range);
      return;
    }
    if (node.kind === "sequence") {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
      return;
    }
    for (const { key, keyRange, value, merged } of node.entries) {
      if (merged) continue;
      const own = [...path, key];
      if (schemaAt(own) !== undefined) add("key", keyRange);
      visit(value, own);
    }
  };
  if (document.root !== undefined) visit(document.root, []);
  for (const { kind, range } of document.marks) add(kind, range);
  return words.sort((one, other) => one.range.start - other.range.start);
}

function kindOf(
  { value }: ScalarNode,
  path: Path,
  release: ReleaseFacts | undefined,
): SemanticWord["kind"] | undefined {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "truth";
  if (value === null) return undefined;
  const schema = schemaAt(path);
  if (isReference(value, schema)) return "reference";
  if (isChoice(value, path, schema, release)) return "choice";
  return isAddressKey(path.at(-1)) && addressKind(value) !== "not-an-address" ? "address" : undefined;
}

function isReference(value: string, schema: SchemaPart | undefined): boolean {
  if (schema === undefined || !value.startsWith("${")) return false;
  const reading = readSecret(value);
  return reading.kind === "value" && reading.source.kind !== "literal";
}

function isChoice(
  value: string,
  path: Path,
  schema: SchemaPart | undefined,
  release: ReleaseFacts | undefined,
): boolean {
  if (path[0] === "release") return true;
  if (path[0] === "modules") return release?.modules.some(({ name }) => name === value) === true;
  return schema?.enum?.includes(value) === true;
}

function isAddressKey(key: string | number | undefined): boolean {
  return key === "privateIp" || key === "publicIp" || key === "host";
}
