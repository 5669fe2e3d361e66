import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import type { KeyPlace } from "../cluster/manifest/cursor-place";
import { keysAt, schemaAt, type SchemaPart } from "../cluster/manifest/manifest-schema";
import type { ValueNode } from "../cluster/manifest/value-node";
import type { ClientAbilities } from "./client-abilities";
import { completionItem, orderText } from "./completion-item";
import { typeName } from "./hover";
import { isKeyTaken } from "./key-taken";
import type { OpenManifest } from "./open-manifest";

/** Columns between a key and its children. */
const STEP = 2;

/** The keys that the mapping at a place may have and has not yet; the required ones first. */
export function keyItems(
  manifest: OpenManifest,
  place: KeyPlace,
  abilities: ClientAbilities,
): CompletionItem[] {
  const required = schemaAt(place.path)?.required ?? [];
  const kind = kindBehind(manifest, place);
  return [...keysAt(place.path)]
    .filter(([key, schema]) => !place.present.has(key) && (kind === undefined || takes(schema, kind)))
    .filter(([key]) => required.includes(key) || isKeyTaken([...place.path, key], manifest.check))
    .map(([key, schema], index) => {
      const text = `${key}${keyTail(place, schema)}`;
      const snippet = abilities.snippets && text.includes("$0");
      return completionItem(manifest.document, place, {
        label: key,
        newText: snippet ? text : text.replace("$0", ""),
        snippet,
        kind: CompletionItemKind.Property,
        detail: required.includes(key) ? `${typeName(schema)}, required` : typeName(schema),
        documentation: schema.description,
        order: orderText(required.includes(key) ? 0 : 1, index),
      });
    });
}

/** The value that stands behind the key already; undefined where there is none, or it can be anything. */
function kindBehind(
  { document }: OpenManifest,
  place: KeyPlace,
): ValueNode["kind"] | "collection" | undefined {
  if (place.followedBy === "nothing") return undefined;
  if (place.followedBy === "children") return "collection";
  const mapping = document.nodeAtPath(place.path);
  const entries = mapping?.kind === "mapping" ? mapping.entries : [];
  const value = entries.find(
    ({ keyRange, merged }) => !merged && keyRange.start === place.range.start,
  )?.value;
  return value?.kind === "scalar" && value.source === "" ? undefined : value?.kind;
}

function takes({ type, enum: choice }: SchemaPart, kind: ValueNode["kind"] | "collection"): boolean {
  const types = typeof type === "string" ? [type] : (type ?? []);
  if (kind === "mapping") return types.includes("object");
  if (kind === "sequence") return types.includes("array");
  if (kind === "collection") return types.includes("object") || types.includes("array");
  return choice !== undefined || types.some((name) => name !== "object" && name !== "array");
}

/** What follows a key so that its value can be typed. */
function keyTail(place: KeyPlace, schema: SchemaPart): string {
  if (place.followedBy === "colon") return "";
  if (place.followedBy === "children") return ":";
  const inner = " ".repeat(place.indent + STEP);
  if (schema.type === "object") return place.style === "flow" ? ": { $0 }" : `:\n${inner}$0`;
  if (schema.type === "array") return place.style === "flow" ? ": [$0]" : `:\n${inner}- $0`;
  return place.after === "" ? ": " : ": $0";
}
