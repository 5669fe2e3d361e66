import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import type { SourceRange } from "../../../../cluster/source-range";

/** A document, and the offset of the `|` in its text. */
export function atCursor(marked: string): { document: ManifestDocument; text: string; offset: number } {
  const text = marked.replace("|", "");
  return { document: new ManifestDocument(text), text, offset: marked.indexOf("|") };
}

export function textAt(text: string, { start, end }: SourceRange): string {
  return text.slice(start, end);
}
