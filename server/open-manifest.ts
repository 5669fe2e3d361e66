import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { SourceRange } from "../cluster/source-range";
import type { Surroundings } from "../cluster/surroundings";
import { KnownManifest } from "./known-manifest";

/** A manifest that the editor has open, and changes. */
export class OpenManifest extends KnownManifest {
  #version: number;

  constructor(uri: string, version: number, text: string, surroundings?: Surroundings) {
    super(uri, text, surroundings);
    this.#version = version;
  }

  get version(): number {
    return this.#version;
  }

  /** Applies the editor's changes in order, each on the text that the former left. */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const change of changes) {
      this.document.edit([{ range: this.#changedRange(change), newText: change.text }]);
    }
    this.#version = version;
    this.textChanged();
  }

  #changedRange(change: TextDocumentContentChangeEvent): SourceRange {
    const { document } = this;
    if (!("range" in change)) return { start: 0, end: document.length };
    const start = document.offsetAt(change.range.start);
    return { start, end: Math.max(start, document.offsetAt(change.range.end)) };
  }
}
