import type { CompletionItem } from "vscode-languageserver";
import { isAlias, isMap, isScalar, parseDocument, type Document } from "yaml";
import { cursorPlaces } from "../../../cluster/manifest/cursor-at";
import type { CursorPlace } from "../../../cluster/manifest/cursor-place";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { NO_ABILITIES, type ClientAbilities } from "../../../server/client-abilities";
import { completions } from "../../../server/completion";
import type { FolderEntry } from "../../../server/list-folder";
import { OpenManifest } from "../../../server/open-manifest";

/** A manifest with the cursor at the `|` of its text; `¦` stands for a `|` that is YAML's own. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf("|");
  if (offset < 0) throw new Error(`No cursor in:\n${marked}`);
  return { text: (marked.slice(0, offset) + marked.slice(offset + 1)).replaceAll("¦", "|"), offset };
}

export interface Completed {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text after the item with the label was chosen. */
  readonly choose: (label: string) => string;
}

/** A small disk: what is in each folder. */
export const FOLDERS: Readonly<Record<string, readonly FolderEntry[]>> = {
  "/work": [
    { name: "readme.md", kind: "file" },
    { name: "certs", kind: "folder" },
    { name: ".git", kind: "folder" },
    { name: `it's a "key".pem`, kind: "file" },
    { name: "two\nlines", kind: "file" },
    { name: "#1, {2}.pem", kind: "file" },
  ],
  "/work/certs": [
    { name: "privkey.pem", kind: "file" },
    { name: "fullchain.pem", kind: "file" },
  ],
};

/** What is offered at the cursor of a marked text. */
export function complete(marked: string, abilities?: ClientAbilities): Completed {
  const { text, offset } = atCursor(marked);
  return completeAt(text, offset, abilities);
}

export function completeAt(text: string, offset: number, abilities = NO_ABILITIES): Completed {
  const manifest = new OpenManifest("file:///work/test.openvidu.yaml", 1, text);
  const position = manifest.document.positionAt(offset);
  const items = completions(manifest, { position }, abilities, (folder) => FOLDERS[folder] ?? []);
  const choose = (label: string): string => {
    const item = items.find((candidate) => candidate.label === label);
    if (item === undefined)
      throw new Error(`'${label}' is not offered, but ${items.map((i) => i.label).join(", ")}`);
    return applyItem(text, item);
  };
  return { items, labels: items.map((item) => item.label), choose };
}

/** The text after an editor has taken an item. */
export function applyItem(text: string, item: CompletionItem): string {
  const edit = item.textEdit;
  if (edit === undefined || !("range" in edit)) throw new Error(`'${item.label}' has no edit of its own.`);
  const document = new ManifestDocument(text);
  const range = { start: document.offsetAt(edit.range.start), end: document.offsetAt(edit.range.end) };
  document.edit([{ range, newText: edit.newText }]);
  return document.text;
}

/**
 * Applies every item and reads the result with an independent parser: no errors, and the key or the value of the label
 * stands at one of the places that the cursor was said to be at. Answers what went wrong.
 */
export function brokenItems(text: string, offset: number): string[] {
  const places = cursorPlaces(text, offset);
  return completeAt(text, offset).items.flatMap((item) => {
    const applied = applyItem(text, item);
    const document = parseDocument(applied, { logLevel: "silent" });
    const [error] = document.errors;
    if (error !== undefined) return [`${item.label}: ${error.message}\n${applied}`];
    const word = item.label.replace(/^- /, "");
    const stands = places.some((place) => meansLabel(document, place, word));
    return stands ? [] : [`${item.label}: not where it should be\n${applied}`];
  });
}

/** Whether what a label says stands at a place. */
function meansLabel(document: Document, place: CursorPlace, label: string): boolean {
  const at = (path: readonly (string | number)[]): unknown =>
    path.length === 0 ? document.contents : document.getIn(path, true);
  const isAliasOf = (node: unknown, sign: string): boolean =>
    isAlias(node) && `*${node.source}` === sign && node.resolve(document) !== undefined;
  const text = (path: readonly (string | number)[]): string => {
    const node = at(path);
    return isScalar(node) ? String(node.value) : "";
  };
  if (place.kind !== "key")
    return place.path.length > 0 && (text(place.path) === label || isAliasOf(at(place.path), label));
  const [, merged] = /^<<: (\*.+)$/.exec(label) ?? [];
  if (merged !== undefined) {
    const mapping = at(place.path);
    return (
      isMap(mapping) &&
      mapping.items.some(({ key, value }) => isScalar(key) && key.value === "<<" && isAliasOf(value, merged))
    );
  }
  const [, block, type] = /^(certificate|type): (\w+)$/.exec(label) ?? [];
  if (block !== undefined && type !== undefined)
    return text([...place.path, ...(block === "type" ? [] : [block]), "type"]) === type;
  if (label === "a whole manifest") return text(["name"]) === "production";
  if (document.hasIn([...place.path, label])) return true;
  return text([...place.path, "name"]) === label && text([...place.path, "privateIp"]) !== "";
}
