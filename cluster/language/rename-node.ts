import ipaddr from "ipaddr.js";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt } from "../manifest/manifest-schema";
import { entryOf } from "../manifest/value-node";
import type { TextChange } from "../source-range";
import { nodeAtAddress, placesOf, type NodeFamily } from "./node-family";
import { NODE_LISTS, nodesOf, textOf } from "./node-lists";

const NAME = new RegExp(schemaAt(["mediaNodes", 0, "name"])?.pattern ?? "^$", "u");
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
/** Words that YAML reads as something else than text, unless they are in quotes. */
const READ_OTHERWISE = /^(?:\d+\.?\d*(?:e\d+)?|0[ox][\da-f]+|true|false|null)$/i;

/** Why a node cannot be called so, or be found there; undefined where it can. */
export function nodeNameProblem(
  document: ManifestDocument,
  family: NodeFamily,
  newName: string,
): string | undefined {
  if (newName === family.text) return undefined;
  return family.kind === "name" ? nameProblem(document, newName) : addressProblem(document, family, newName);
}

function nameProblem(document: ManifestDocument, newName: string): string | undefined {
  if (!NAME.test(newName))
    return `'${newName}' cannot be a node's name. Use at most 63 letters, digits, '-' and '.', a letter or digit first and last.`;
  const taken = NODE_LISTS.some((list) =>
    nodesOf(document.root, list).some((node) => textOf(node, "name") === newName),
  );
  return taken ? `There is a node '${newName}' already. Each node needs a name of its own.` : undefined;
}

function addressProblem(
  document: ManifestDocument,
  { node, text }: NodeFamily,
  newName: string,
): string | undefined {
  const isAddress = ["privateIp", "publicIp"].some((key) => textOf(node, key) === text);
  if (isAddress && !ipaddr.IPv4.isValidFourPartDecimal(newName))
    return `'${newName}' is not an IPv4 address such as 10.5.0.1.`;
  if (!HOST.test(newName)) return `'${newName}' is not an address or a host's name.`;
  const other = nodeAtAddress(document, newName);
  return other === undefined || other === node
    ? undefined
    : `${newName} is the address of ${textOf(other, "name") ?? "another node"} already.`;
}

/** The changes of a rename: a name has one place, an address those of the jump hosts too. In the order of the text. */
export function renameNode(family: NodeFamily, newName: string): readonly TextChange[] {
  if (family.kind === "address") return placesOf(family).map((range) => ({ range, newText: newName }));
  const name = entryOf(family.node, "name")?.value;
  const needsQuotes = name?.kind === "scalar" && !name.quoted && READ_OTHERWISE.test(newName);
  const newText = needsQuotes ? `"${newName}"` : newName;
  return family.own.map((range) => ({ range, newText }));
}
