import type { ManifestDocument } from "../../cluster/manifest/manifest-document";
import type { TextChange } from "../../cluster/source-range";
import { entryOf, type MappingNode } from "../../cluster/manifest/value-node";
import { findNode } from "./read-manifest";

const STEP = "  ";

/**
 * The edit that pins a node's host key: `hostKey` in the node's own `ssh` block, which is made where it is missing.
 * Everything else keeps its place and its comments. Undefined where the manifest has no such node.
 */
export function pinHostKey(
  document: ManifestDocument,
  nodeName: string,
  fingerprint: string,
): TextChange | undefined {
  const node = findNode(document, nodeName);
  if (node === undefined) return undefined;
  const pin = `hostKey: ${fingerprint}`;
  const ssh = entryOf(node, "ssh");
  if (ssh === undefined || ssh.merged) {
    return node.style === "flow"
      ? afterLast(node, `, ssh: { ${pin} }`)
      : newLine(document, node, `ssh:${lineEnd(document)}${indentOf(document, node)}${STEP}${pin}`);
  }
  const block = ssh.value;
  if (block.kind !== "mapping") return undefined;
  const present = entryOf(block, "hostKey");
  if (present !== undefined && !present.merged) return { range: present.value.range, newText: fingerprint };
  return block.style === "flow" ? afterLast(block, `, ${pin}`) : newLine(document, block, pin);
}

/** Into a flow mapping such as `{ host: a }`, behind its last value. */
function afterLast(mapping: MappingNode, text: string): TextChange {
  const last = own(mapping).at(-1);
  if (last === undefined) {
    const at = mapping.range.start + 1;
    return { range: { start: at, end: at }, newText: text.replace(/^,/, "") + " " };
  }
  return { range: { start: last.value.range.end, end: last.value.range.end }, newText: text };
}

/** A line of its own in a block mapping: behind the plain values that it begins with, else before the first key. */
function newLine(document: ManifestDocument, mapping: MappingNode, text: string): TextChange {
  const keys = own(mapping);
  const end = keys.findIndex(({ value }) => value.kind !== "scalar" || value.source === "");
  const plain = (end < 0 ? keys : keys.slice(0, end)).at(-1);
  const indent = indentOf(document, mapping);
  if (plain === undefined) {
    const at = keys[0]?.keyRange.start ?? mapping.range.start;
    return { range: { start: at, end: at }, newText: `${text}${lineEnd(document)}${indent}` };
  }
  const at = endOfLine(document.text, plain.value.range.end);
  return { range: { start: at, end: at }, newText: `${lineEnd(document)}${indent}${text}` };
}

function own(mapping: MappingNode): MappingNode["entries"] {
  return mapping.entries.filter(({ merged }) => !merged);
}

function indentOf(document: ManifestDocument, mapping: MappingNode): string {
  const first = own(mapping)[0];
  const column = document.positionAt(first?.keyRange.start ?? mapping.range.start).character;
  return " ".repeat(column);
}

function lineEnd(document: ManifestDocument): string {
  return document.text.includes("\r\n") ? "\r\n" : "\n";
}

/** The end of the line that holds `offset`, before its line break: a comment there stays behind its value. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}
