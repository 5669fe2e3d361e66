import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { ManifestChecker, type ManifestCheck } from "../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../cluster/manifest/manifest-document";
import { NOWHERE, type Surroundings } from "../cluster/surroundings";
import type { SourceRange } from "../cluster/source-range";

/** A manifest that the editor has open, with what was found out about its present text. */
export class OpenManifest {
  readonly document: ManifestDocument;
  #version: number;
  readonly #checker: ManifestChecker;
  #check: ManifestCheck | undefined;

  constructor(
    readonly uri: string,
    version: number,
    text: string,
    surroundings: Surroundings = NOWHERE,
  ) {
    this.document = new ManifestDocument(text);
    this.#checker = new ManifestChecker(surroundings);
    this.#version = version;
  }

  get version(): number {
    return this.#version;
  }

  /** Findings and facts of the present text; worked out once, when first asked for. */
  get check(): ManifestCheck {
    this.#check ??= this.#checker.check(this.document);
    return this.#check;
  }

  /** What is around the manifest has changed: its findings are worked out anew when next asked for. */
  forgetCheck(): void {
    this.#check = undefined;
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
    const { document } = this;
    if (!("range" in change)) return { start: 0, end: document.length };
    const start = document.offsetAt(change.range.start);
    return { start, end: Math.max(start, document.offsetAt(change.range.end)) };
  }
}
