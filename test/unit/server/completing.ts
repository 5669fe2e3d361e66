import type { CompletionItem } from "vscode-languageserver";
import { parseDocument } from "yaml";
import { cursorPlaces } from "../../../cluster/manifest/cursor-at";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { NO_ABILITIES } from "../../../server/client-abilities";
import { completions } from "../../../server/completion";
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

/** What is offered at the cursor of a marked text. */
export function complete(marked: string): Completed {
  const { text, offset } = atCursor(marked);
  return completeAt(text, offset);
}

export function completeAt(text: string, offset: number): Completed {
  const manifest = new OpenManifest("file:///test.openvidu.yaml", 1, text);
  const items = completions(manifest, { position: manifest.document.positionAt(offset) }, NO_ABILITIES);
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
    const stands = places.some((place) => {
      if (place.kind === "key") return document.hasIn([...place.path, word]);
      return place.path.length > 0 && String(document.getIn(place.path)) === word;
    });
    return stands ? [] : [`${item.label}: not where it should be\n${applied}`];
  });
}
