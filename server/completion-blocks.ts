import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import type { CertificateType } from "../cluster/cluster";
import { isNodeList } from "../cluster/language/node-lists";
import { certificateLines, nodeBlock, wholeManifest } from "../cluster/language/ready-blocks";
import { indented, plainText, snippetText, type Template } from "../cluster/language/template";
import type { KeyPlace } from "../cluster/manifest/cursor-place";
import { schemaAt } from "../cluster/manifest/manifest-schema";
import type { ClientAbilities } from "./client-abilities";
import { completionItem, orderText } from "./completion-item";
import { isKeyTaken } from "./key-taken";
import { codeBlock } from "./markdown";
import type { OpenManifest } from "./open-manifest";

interface Block {
  readonly label: string;
  /** Blocks with a lower number come first; 1 is that of ordinary keys. */
  readonly group: number;
  readonly template: Template;
  readonly documentation: string;
}

/** Columns between a key and its children. */
const STEP = 2;

/** Whole blocks for a place: a node, a certificate by its type, in an empty file a manifest. */
export function blockItems(
  manifest: OpenManifest,
  place: KeyPlace,
  { snippets }: ClientAbilities,
): CompletionItem[] {
  if (place.followedBy !== "nothing") return [];
  return blocksFor(manifest, place).map(({ label, group, template, documentation }, index) =>
    completionItem(manifest.document, place, {
      label,
      newText: snippets ? snippetText(template) : plainText(template),
      snippet: snippets,
      kind: CompletionItemKind.Snippet,
      detail: undefined,
      documentation: `${documentation}\n\n${shown(template, place)}`,
      order: orderText(group, index),
    }),
  );
}

/** What the block writes, as it stands by itself. */
function shown(template: Template, { indent }: KeyPlace): string {
  return codeBlock(
    plainText(template)
      .replaceAll(`\n${" ".repeat(indent)}`, "\n")
      .trimEnd(),
  );
}

function blocksFor(manifest: OpenManifest, place: KeyPlace): Block[] {
  const [top] = place.path;
  if (place.path.length === 0)
    return [
      ...manifestBlock(place),
      ...(place.present.has("certificate") ? [] : certificateBlocks(manifest, place)),
    ];
  if (top === "certificate" && place.path.length === 1 && place.present.size === 0)
    return certificateBlocks(manifest, place);
  return isNodeList(top) && place.path.length === 2 && place.present.size === 0
    ? nodeBlocks(manifest, place)
    : [];
}

function manifestBlock({ present, style, indent }: KeyPlace): Block[] {
  if (present.size > 0 || style === "flow" || indent > 0) return [];
  return [
    {
      label: "a whole manifest",
      group: 0,
      template: indented(wholeManifest(), 0),
      documentation: "Four master nodes and two media nodes behind DNS load balancing.",
    },
  ];
}

function nodeBlocks({ document }: OpenManifest, place: KeyPlace): Block[] {
  const [list] = place.path;
  const block = isNodeList(list) ? nodeBlock(document, list) : undefined;
  if (block === undefined) return [];
  return [
    {
      label: block.name,
      group: 0,
      template: laidOut(block.lines, place),
      documentation: "A further node, with the next name and the next free addresses of the list.",
    },
  ];
}

function certificateBlocks(manifest: OpenManifest, place: KeyPlace): Block[] {
  const types = (schemaAt(["certificate", "type"])?.enum ?? []) as readonly CertificateType[];
  return types.map((type) => {
    const { check } = manifest;
    const draft = { ...check.draft, certificate: { type } };
    const lines = certificateLines(type, (key) =>
      isKeyTaken(["certificate", key], { release: check.release, draft }),
    );
    const inside = place.path.length > 0;
    return {
      group: inside ? 0 : 2,
      label: inside ? `type: ${type}` : `certificate: ${type}`,
      template: inside ? laidOut(lines, place) : withKey("certificate", lines, place),
      documentation: `A certificate of type \`${type}\` with the keys that the release takes.`,
    };
  });
}

/** A mapping's lines at a place: one below the other, or in a row. */
function laidOut(lines: readonly Template[], { style, indent }: KeyPlace): Template {
  if (style === "block") return indented(lines, indent);
  return lines.flatMap((line, index) => (index === 0 ? line : [", ", ...line])).map(quotedInFlow);
}

/** Braces would end a flow mapping. */
function quotedInFlow(part: Template[number]): Template[number] {
  return typeof part !== "string" && /[{}]/.test(part.fillIn) ? { fillIn: `"${part.fillIn}"` } : part;
}

function withKey(key: string, lines: readonly Template[], place: KeyPlace): Template {
  if (place.style === "flow") return [`${key}: { `, ...laidOut(lines, place), " }"];
  return [`${key}:\n${" ".repeat(place.indent + STEP)}`, ...indented(lines, place.indent + STEP)];
}
