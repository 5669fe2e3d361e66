import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import { yamlWord } from "../cluster/edits/yaml-word";
import type { ValuePlace } from "../cluster/manifest/cursor-place";
import { schemaAt } from "../cluster/manifest/manifest-schema";
import { completionItem, orderText } from "./completion-item";
import type { FolderEntry, ListFolder } from "./list-folder";
import { absolutePath, folderOf } from "./manifest-files";
import type { OpenManifest } from "./open-manifest";

/** Whether a place takes the path of a file. */
export function takesFile(place: ValuePlace): boolean {
  return schemaAt(place.path)?.file === true;
}

/** The files and folders that a path may go on with, from the folder that it has so far; folders end with '/'. */
export function fileItems(
  { uri, document }: OpenManifest,
  place: ValuePlace,
  offset: number,
  listFolder: ListFolder,
): CompletionItem[] {
  const folder = folderOf(uri);
  if (folder === undefined) return [];
  const typed = document.slice(place.range.start + (place.quote === undefined ? 0 : 1), offset);
  const named = typed.slice(0, typed.lastIndexOf("/") + 1);
  const found = listFolder(absolutePath(named === "" ? "." : named, folder));
  const begun = typed.slice(named.length);
  return shownEntries(found, begun).map(({ name, kind }, index) => {
    const written = `${named}${name}${kind === "folder" ? "/" : ""}`;
    return completionItem(document, place, {
      label: written,
      newText: yamlWord(written, place.quote, place.style),
      snippet: false,
      kind: kind === "folder" ? CompletionItemKind.Folder : CompletionItemKind.File,
      detail: undefined,
      documentation: undefined,
      order: orderText(kind === "folder" ? 1 : 0, index),
    });
  });
}

/** Sorted; hidden ones only where the name so far asks for them, and none that a line of text cannot name. */
function shownEntries(entries: readonly FolderEntry[], begun: string): FolderEntry[] {
  return entries
    .filter(({ name }) => !name.startsWith(".") || begun.startsWith("."))
    .filter(({ name }) => /^[^\p{Cc}\p{Cs}\u2028\u2029\uFEFF]+$/u.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
