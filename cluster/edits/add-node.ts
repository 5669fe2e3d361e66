import type { NodeRole } from "../cluster";
import type { ManifestDocument } from "../manifest/manifest-document";
import { nextNode, type NextNode } from "../language/next-node";
import type { SequenceNode } from "../manifest/value-node";
import type { TextChange } from "../source-range";
import { newLine } from "./insert-entry";
import { yamlWord } from "./yaml-word";
import { entryRange, isValueThere, itemRange } from "./written-place";

const LISTS = { master: "masterNodes", media: "mediaNodes" } as const;

/** Adds a node, else the next one, behind the last one of its role, written as that one is. Undefined where the list has no simple place for it. */
export function addNode(
  document: ManifestDocument,
  role: NodeRole,
  node: NextNode = nextNode(document, LISTS[role]),
): TextChange | undefined {
  const key = LISTS[role];
  const list = document.nodeAtPath([key]);
  if (list === undefined || !isValueThere(document, [key])) return undefined;
  const entries = entriesOf(node);
  if (list.kind === "sequence" && list.items.length > 0) return behindLast(document, list, entries);
  return list.kind === "mapping" || (list.kind === "scalar" && list.value !== null)
    ? undefined
    : intoEmpty(document, key, entries);
}

/** Adds the list of a role's nodes, with a first one, behind everything else. Undefined where all is between braces. */
export function addNodeList(document: ManifestDocument, role: NodeRole): TextChange | undefined {
  const { root } = document;
  if (root?.kind !== "mapping" || root.style === "flow") return undefined;
  const key = LISTS[role];
  return newLine(document, document.length, `${key}:\n  ${blockItem(entriesOf(nextNode(document, key)), 2)}`);
}

function entriesOf({ name, privateIp, publicIp }: NextNode): readonly string[] {
  return Object.entries({ name, privateIp, publicIp }).flatMap(([word, value]) =>
    value === undefined ? [] : [`${word}: ${yamlWord(value, undefined, "flow")}`],
  );
}

function behindLast(
  document: ManifestDocument,
  list: SequenceNode,
  entries: readonly string[],
): TextChange | undefined {
  const range = itemRange(document, list, list.items.length - 1);
  if (range === undefined) return undefined;
  const braced = `{ ${entries.join(", ")} }`;
  if (list.style === "flow") return { range: { start: range.end, end: range.end }, newText: `, ${braced}` };
  const { character } = document.positionAt(range.start);
  const last = list.items.at(-1);
  const isBraced = last?.kind === "mapping" && last.style === "flow";
  const text = isBraced ? `- ${braced}` : blockItem(entries, character);
  return newLine(document, range.end, `${" ".repeat(character)}${text}`);
}

function blockItem(entries: readonly string[], column: number): string {
  return `- ${entries.join(`\n${" ".repeat(column + 2)}`)}`;
}

function intoEmpty(
  document: ManifestDocument,
  key: string,
  entries: readonly string[],
): TextChange | undefined {
  const root = document.root;
  const entry = root?.kind === "mapping" ? root.entries.find((each) => each.key === key) : undefined;
  if (root?.kind !== "mapping" || entry === undefined) return undefined;
  if (root.style === "flow")
    return entry.value.kind === "sequence"
      ? { range: entry.value.range, newText: `[{ ${entries.join(", ")} }]` }
      : undefined;
  const range = { start: entry.keyRange.end, end: entryRange(document, entry).end };
  return { range, newText: `:\n  ${blockItem(entries, 2)}` };
}
