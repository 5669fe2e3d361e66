import { InsertTextFormat, InsertTextMode, MarkupKind, type CompletionItem } from "vscode-languageserver";
import type { CursorPlace } from "../cluster/manifest/cursor-place";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import { toRange } from "./positions";

/** What an item offers, apart from where. */
export interface Offer {
  /** The word itself. */
  readonly label: string;
  /** What is written at the place; `$0` stands where the cursor goes, in a snippet only. */
  readonly newText: string;
  readonly snippet: boolean;
  readonly kind: CompletionItem["kind"];
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
  /** Another word that finds it, shown beside it. */
  readonly alsoFoundBy?: string;
  /** Items are sorted by it. */
  readonly order: string;
}

/** An offer at a place, as the protocol has it. */
export function completionItem(document: ManifestDocument, place: CursorPlace, offer: Offer): CompletionItem {
  const startsItem = place.style === "block" && place.before.endsWith("- ");
  const first = document.slice(place.range.start, place.range.start + 1);
  const opened = place.range.end > place.range.start && (first === '"' || first === "'") ? first : "";
  return {
    label: startsItem ? `- ${offer.label}` : offer.label,
    filterText: [`${opened}${offer.label}`, offer.alsoFoundBy].filter((word) => word !== undefined).join(" "),
    ...(offer.alsoFoundBy === undefined ? {} : { labelDetails: { description: offer.alsoFoundBy } }),
    sortText: offer.order,
    textEdit: {
      range: toRange(document, place.range),
      newText: `${place.before}${offer.newText}${place.after}`,
    },
    // The indentation is part of the text; the editor must not add its own.
    insertTextMode: InsertTextMode.asIs,
    insertTextFormat: offer.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(offer.kind === undefined ? {} : { kind: offer.kind }),
    ...(offer.detail === undefined ? {} : { detail: offer.detail }),
    ...(offer.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: offer.documentation } }),
  };
}

/** Keeps the order of a list in the editor, which sorts by text. */
export function orderText(group: number, index: number): string {
  return `${group}${String(index).padStart(4, "0")}`;
}
