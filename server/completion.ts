import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { cursorPlacesIn } from "../cluster/manifest/cursor-in-document";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { ClientAbilities } from "./client-abilities";
import { keyItems } from "./completion-keys";
import { valueItems } from "./completion-values";
import type { OpenManifest } from "./open-manifest";

/**
 * Characters after which the editor asks without being told to. Not the colon: who ends a line with `ssh:` and Enter
 * wants a new line, and Enter would take the first item instead.
 */
export const TRIGGER_CHARACTERS = [" ", "-", '"', "'", "[", "{", ","];

/** The keys and values that may be written at a position. */
export function completions(
  manifest: OpenManifest,
  { position, context }: Pick<CompletionParams, "position" | "context">,
  abilities: ClientAbilities,
): CompletionItem[] {
  const { document } = manifest;
  const offset = document.offsetAt(position);
  if (context?.triggerCharacter === " " && isIndentation(document, offset)) return [];
  return cursorPlacesIn(document, offset).flatMap((place) =>
    place.kind === "key" ? keyItems(manifest, place, abilities) : valueItems(manifest, place),
  );
}

/** Whoever indents a line has not asked for anything yet. */
function isIndentation(document: ManifestDocument, offset: number): boolean {
  const { character } = document.positionAt(offset);
  return document.slice(offset - character, offset).trim() === "";
}
