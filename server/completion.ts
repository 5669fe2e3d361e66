import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { cursorPlaces } from "../cluster/manifest/cursor-at";
import type { ClientAbilities } from "./client-abilities";
import { keyItems } from "./completion-keys";
import { valueItems } from "./completion-values";
import type { OpenManifest } from "./open-manifest";
import { offsetIn } from "./positions";

/**
 * Characters after which the editor asks without being told to. Not the colon: who ends a line with `ssh:` and Enter
 * wants a new line, and Enter would take the first item instead.
 */
export const TRIGGER_CHARACTERS = [" ", "-", '"', "'", "[", "{", ","];

/** The keys and values that may be written at a position. */
export function completions(
  manifest: OpenManifest | undefined,
  { position, context }: Pick<CompletionParams, "position" | "context">,
  abilities: ClientAbilities,
): CompletionItem[] {
  if (manifest === undefined) return [];
  const { text } = manifest.document;
  const offset = offsetIn(text, position);
  if (context?.triggerCharacter === " " && isIndentation(text, offset)) return [];
  return cursorPlaces(text, offset).flatMap((place) =>
    place.kind === "key" ? keyItems(manifest, place, abilities) : valueItems(manifest, place),
  );
}

/** Whoever indents a line has not asked for anything yet. */
function isIndentation(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
}
