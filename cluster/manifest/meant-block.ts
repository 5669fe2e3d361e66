import { addNode } from "../edits/add-node";
import { lazyFix } from "../edits/lazy-fix";
import { yamlWord } from "../edits/yaml-word";
import { entryRange } from "../edits/written-place";
import type { Fix } from "../finding";
import { nearestWord } from "../nearest-word";
import { chooseRelease } from "../release/catalogue";
import { formatPath, type Path, type TextChange } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { isManifestKey, schemaAt } from "./manifest-schema";
import { childOf, entryOf, type ScalarNode } from "./value-node";

/** What a word, or nothing, was probably meant to be where a block belongs: a list of modules, a certificate, nodes. */
export function meantBlock(document: ManifestDocument, node: ScalarNode, path: Path): Fix[] {
  if (path.length === 2 && NODE_LISTS.has(path[0])) return namedFix(node, path);
  switch (formatPath(path)) {
    case "modules":
      return modulesFixes(document, node);
    case "certificate":
      return certificateFixes(document, node);
    case "masterNodes":
    case "mediaNodes": {
      const role = path[0] === "masterNodes" ? "master" : "media";
      const title = `Add a ${role} node; look at its addresses`;
      return node.value === null ? [lazyFix(title, () => addNode(document, role))] : [];
    }
    default:
      return [];
  }
}

const NODE_LISTS: ReadonlySet<unknown> = new Set(["masterNodes", "mediaNodes"]);

/** A node of which only the name is there. */
function namedFix({ value, range }: ScalarNode, path: Path): Fix[] {
  if (typeof value !== "string" || !NODE_NAME.test(value) || isManifestKey(value)) return [];
  const pattern = schemaAt([...path, "name"])?.pattern;
  const isName = pattern !== undefined && new RegExp(pattern, "u").test(value);
  const entry = `name: ${value}`;
  const isText = yamlWord(value, undefined, "block") === value;
  return isName && isText ? [{ title: `Change to '${entry}'`, changes: [{ range, newText: entry }] }] : [];
}

/** A name that is text without quotes: an address is none. */
const NODE_NAME = /^[A-Za-z][\w.-]*$/;

function modulesFixes(document: ManifestDocument, node: ScalarNode): Fix[] {
  if (typeof node.value === "string") {
    const words = node.value.split(/[\s,]+/).filter((word) => word !== "");
    if (words.length === 0 || words.some((word) => !/^\w+$/.test(word))) return [];
    const list = `[${words.join(", ")}]`;
    return [{ title: `Write a list: ${list}`, changes: [{ range: node.range, newText: list }] }];
  }
  const release = childOf(document.root, "release");
  const choice =
    release?.kind === "scalar" && typeof release.value === "string"
      ? chooseRelease(release.value)
      : undefined;
  if (node.value !== null || choice === undefined || choice.kind === "unknown") return [];
  const list = `[${choice.release.modules.map(({ name }) => name).join(", ")}]`;
  return [lazyFix(`Install all modules: ${list}`, () => filled(document, "modules", list))];
}

function certificateFixes(document: ManifestDocument, node: ScalarNode): Fix[] {
  if (node.value === null) {
    const block = "{ type: letsencrypt }";
    return [lazyFix("Add a certificate of Let's Encrypt", () => filled(document, "certificate", block))];
  }
  const types = schemaAt(["certificate", "type"])?.enum ?? [];
  const type = typeof node.value === "string" ? nearestWord(node.value, types) : undefined;
  const block = `{ type: ${type ?? ""} }`;
  return type === undefined
    ? []
    : [{ title: `Write '${block}'`, changes: [{ range: node.range, newText: block }] }];
}

/** Puts a value behind a top-level key that has none. */
function filled(document: ManifestDocument, key: string, text: string): TextChange | undefined {
  const entry = entryOf(document.root, key);
  if (entry === undefined) return undefined;
  return { range: { start: entry.keyRange.end, end: entryRange(document, entry).end }, newText: `: ${text}` };
}
