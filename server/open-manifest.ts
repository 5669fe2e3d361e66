import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { checkManifest, type ManifestCheck } from "../cluster/manifest/check-manifest";
import { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { SourceRange } from "../cluster/source-range";
import { offsetIn } from "./positions";

/** A manifest that the editor has open, with what was found out about its present text. */
export class OpenManifest {
  readonly document: ManifestDocument;
  #version: number;
  #check: ManifestCheck | undefined;

  constructor(
    readonly uri: string,
    version: number,
    text: string,
  ) {
    this.document = new ManifestDocument(text);
    this.#version = version;
  }

  get version(): number {
    return this.#version;
  }

  /** Findings and facts of the present text; worked out once, when first asked for. */
  get check(): ManifestCheck {
    this.#check ??= checkManifest(this.document);
    return this.#check;
  }

  /** Applies the editor's changes in order, each on the text that the former left. */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const change of changes) {
      this.document.edit([{ range: this.#changedRange(change), newText: change.text }]);
    }
    this.#version = version;
    this.#check = undefined;
  }

  #changedRange(change: TextDocumentContentChangeEvent): SourceRange {
    const text = this.document.text;
    if (!("range" in change)) return { start: 0, end: text.length };
    const start = offsetIn(text, change.range.start);
    return { start, end: Math.max(start, offsetIn(text, change.range.end)) };
  }
}
