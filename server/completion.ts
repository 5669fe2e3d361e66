import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { cursorPlacesIn } from "../cluster/manifest/cursor-in-document";
import type { CursorPlace } from "../cluster/manifest/cursor-place";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { ClientAbilities } from "./client-abilities";
import { aliasItems, mergeItems } from "./completion-aliases";
import { blockItems } from "./completion-blocks";
import { fileItems, takesFile } from "./completion-files";
import { keyItems } from "./completion-keys";
import { valueItems } from "./completion-values";
import type { ListFolder } from "./list-folder";
import type { OpenManifest } from "./open-manifest";

/**
 * Characters after which the editor asks without being told to. Not the colon: who ends a line with `ssh:` and Enter
 * wants a new line, and Enter would take the first item instead.
 */
export const TRIGGER_CHARACTERS = [" ", "-", '"', "'", "[", "{", ",", "*", "/"];

/** The keys and values that may be written at a position. */
export function completions(
  manifest: OpenManifest,
  { position, context }: Pick<CompletionParams, "position" | "context">,
  abilities: ClientAbilities,
  listFolder: ListFolder,
): CompletionItem[] {
  const { document } = manifest;
  const offset = document.offsetAt(position);
  if (context?.triggerCharacter === " " && isIndentation(document, offset)) return [];
  const itemsAt = (place: CursorPlace): CompletionItem[] => {
    switch (place.kind) {
      case "key":
        return [
          ...blockItems(manifest, place, abilities),
          ...keyItems(manifest, place, abilities),
          ...mergeItems(manifest, place),
        ];
      case "alias":
        return aliasItems(manifest, place);
      case "value":
        if (takesFile(place)) return fileItems(manifest, place, offset, listFolder);
        // A '/' asks for what is in a folder, and for nothing else.
        return context?.triggerCharacter === "/"
          ? []
          : [...valueItems(manifest, place), ...aliasItems(manifest, place)];
    }
  };
  return cursorPlacesIn(document, offset).flatMap(itemsAt);
}

/** Whoever indents a line has not asked for anything yet. */
function isIndentation(document: ManifestDocument, offset: number): boolean {
  const { character } = document.positionAt(offset);
  return document.slice(offset - character, offset).trim() === "";
}
