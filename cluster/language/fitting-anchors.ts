import type { ManifestDocument } from "../manifest/manifest-document";
import { keysAt, schemaAt } from "../manifest/manifest-schema";
import { childOf, type ValueNode } from "../manifest/value-node";
import type { Path } from "../source-range";

/** An anchor that may be named at a place. */
export interface FittingAnchor {
  readonly name: string;
  /** Undefined where it could not be read. */
  readonly value: ValueNode | undefined;
}

/**
 * The anchors whose values make sense at a path, the nearest first. A merge key `<<` is a step of the path like any other:
 * it takes mappings. What the schema knows nothing of takes everything; nothing may stand inside of itself, nor twice in
 * a list.
 */
export function fittingAnchors(document: ManifestDocument, offset: number, path: Path): FittingAnchor[] {
  const around = new Set([
    ...path.map((_, index) => nodeAt(document, path.slice(0, index))),
    ...otherItems(document, path),
  ]);
  return [...document.reading.anchorsBefore(offset)]
    .map(([name, value]) => ({ name, value }))
    .filter(({ value }) => value === undefined || (!around.has(value) && fits(value, path)))
    .reverse();
}

/** What the list around a path has besides the item that the path ends at. */
function otherItems(document: ManifestDocument, path: Path): readonly ValueNode[] {
  const list = nodeAt(document, path.slice(0, -1));
  return list?.kind === "sequence" ? list.items.filter((_, index) => index !== path.at(-1)) : [];
}

function nodeAt(document: ManifestDocument, path: Path): ValueNode | undefined {
  return path.reduce<ValueNode | undefined>((node, step) => childOf(node, step), document.root);
}

function fits(value: ValueNode, path: Path): boolean {
  const merge = path.lastIndexOf("<<");
  if (merge >= 0) return value.kind === "mapping" && hasOnlyKeysOf(value, path.slice(0, merge));
  const schema = schemaAt(path);
  if (schema === undefined) return true;
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (value.kind === "mapping") return types.includes("object") && hasOnlyKeysOf(value, path);
  if (value.kind === "sequence") return types.includes("array");
  if (schema.enum !== undefined) return schema.enum.some((word) => word === value.value);
  const type = typeof value.value === "number" ? "integer" : typeof value.value;
  return value.value !== null && types.includes(type);
}

/** A mapping with a key that the schema does not take there would only be a finding. */
function hasOnlyKeysOf(value: ValueNode, path: Path): boolean {
  if (value.kind !== "mapping" || value.entries.length === 0) return false;
  if (schemaAt(path) === undefined) return true;
  const known = keysAt(path);
  return value.entries.every(({ key }) => known.has(key) || schemaAt([...path, key]) !== undefined);
}
