import { MarkupKind, type Hover, type Position } from "vscode-languageserver";
import { isJumpHost, jumpHostsOf } from "../cluster/language/jump-hosts";
import { nodeAtAddress } from "../cluster/language/node-family";
import { textOf } from "../cluster/language/node-lists";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import type { BorrowedValue } from "../cluster/manifest/borrowed-value";
import { nodeUnderCursor, type NodeUnderCursor } from "../cluster/manifest/cursor-node";
import { schemaAt, type SchemaPart } from "../cluster/manifest/manifest-schema";
import { listWords } from "../cluster/nearest-word";
import { formatPath, type Path } from "../cluster/source-range";
import { borrowedText } from "./hover-borrowed";
import { commandLineText, releasesText } from "./hover-command-line";
import { nodePortsText } from "./hover-ports";
import { releaseFactsText } from "./hover-release-facts";
import { code } from "./markdown";
import { allowedValues } from "./allowed-values";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** What the key or value at a position means, may be, and becomes on the installer's command line. */
export function hover(manifest: OpenManifest, position: Position): Hover | null {
  const { document, check } = manifest;
  const offset = document.offsetAt(position);
  const borrowed = document.reading.borrowedAt(offset);
  if (borrowed !== undefined) return borrowedHover(manifest, borrowed);
  const node = nodeUnderCursor(document.root, offset);
  if (node === undefined) return null;
  const text = hoverText(manifest, node, check);
  if (text === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value: text }, range: toRange(document, node.range) };
}

/** An alias tells what it stands for, and then what the key means there. */
function borrowedHover(manifest: OpenManifest, borrowed: BorrowedValue): Hover {
  const { document, check } = manifest;
  const { path, range } = borrowed;
  const usual = hoverText(manifest, { path, part: "value", range }, check);
  const parts = [borrowedText(manifest, borrowed), ...(usual === undefined ? [] : [usual])];
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n") },
    range: toRange(document, range),
  };
}

function hoverText(manifest: OpenManifest, node: NodeUnderCursor, check: ManifestCheck): string | undefined {
  const { path } = node;
  const schema = schemaAt(path);
  if (schema === undefined) return undefined;
  const parts = [
    `**${formatPath(path)}** — ${kindOf(schema, path)}`,
    valueDescription(path, manifest, check) ?? schema.description,
    limits(schema, path, check),
    releaseFactsText(check, path, valueAt(path, manifest)),
    releasesText(path, check),
    commandLineText(manifest.document, check, path),
    jumpHostText(manifest, node),
    nodePortsText(manifest.document, check, path),
  ];
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

/** Which of the cluster's nodes a jump host is. */
function jumpHostText(
  { document }: OpenManifest,
  { path, part, range }: NodeUnderCursor,
): string | undefined {
  if (part !== "value" || !isJumpHost(path)) return undefined;
  const { start, end } = range;
  const place = jumpHostsOf(document).find((each) => start <= each.range.start && each.range.end <= end);
  const node = place && nodeAtAddress(document, place.host);
  const name = node && textOf(node, "name");
  return name === undefined ? undefined : `It is the node ${code(name)} of this cluster.`;
}

function kindOf(schema: SchemaPart, path: Path): string {
  const key = path.at(-1);
  const required = typeof key === "string" && (schemaAt(path.slice(0, -1))?.required ?? []).includes(key);
  const words = [
    typeName(schema),
    ...(schema.secret === true ? ["secret"] : []),
    ...(required ? ["required"] : []),
  ];
  return words.join(", ");
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
  object: "mapping",
};

/** The type in people's words. */
export function typeName(schema: SchemaPart): string {
  if (schema.enum !== undefined) return "a choice";
  if (schema.file === true) return "path of a file";
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return listWords(types.map((type) => TYPE_NAMES[type] ?? type));
}

/** What the value itself stands for, where the catalogue tells. */
function valueDescription(
  path: Path,
  manifest: OpenManifest,
  { release }: ManifestCheck,
): string | undefined {
  if (path[0] !== "modules" || path.length !== 2) return undefined;
  const name = valueAt(path, manifest);
  return release?.modules.find((module) => module.name === name)?.description;
}

/** The scalar at a path. */
function valueAt(path: Path, { document }: OpenManifest): unknown {
  const node = document.nodeAtPath(path);
  return node?.kind === "scalar" ? node.value : undefined;
}

function limits(schema: SchemaPart, path: Path, check: ManifestCheck): string {
  const allowed = allowedValues(path, schema, check).map((value) => code(String(value.value)));
  const preset =
    path.length === 1 && path[0] === "rtcEngine" ? check.release?.rtcEngines.default : schema.default;
  const lines = [
    ...(allowed.length > 0 ? [`Allowed: ${listWords(allowed)}.`] : []),
    ...(schema.minimum !== undefined && schema.maximum !== undefined
      ? [`From ${schema.minimum} to ${schema.maximum}.`]
      : []),
    ...(isScalar(preset) ? [`Default: ${code(String(preset))}.`] : []),
  ];
  return lines.join(" ");
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
