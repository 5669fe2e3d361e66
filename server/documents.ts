import type {
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from "vscode-languageserver";
import type { Surroundings } from "../cluster/surroundings";
import { OpenManifest } from "./open-manifest";
import { LANGUAGE_ID } from "./protocol";

/** What wants to know when a manifest comes, changes or goes. */
export interface DocumentListener {
  changed(manifest: OpenManifest): void;
  closed(uri: string): void;
}

/** The manifests that the editor has open. Documents of other languages are none of ours. */
export class Documents {
  readonly #open = new Map<string, OpenManifest>();
  readonly #foreign = new Set<string>();

  constructor(
    readonly listener: DocumentListener,
    readonly warn: (message: string) => void,
    readonly surroundingsOf: (uri: string) => Surroundings,
  ) {}

  get(uri: string): OpenManifest | undefined {
    return this.#open.get(uri);
  }

  all(): readonly OpenManifest[] {
    return [...this.#open.values()];
  }

  open({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): void {
    if (languageId !== LANGUAGE_ID) {
      this.#foreign.add(uri);
      return;
    }
    const manifest = new OpenManifest(uri, version, text, this.surroundingsOf(uri));
    this.#open.set(uri, manifest);
    this.listener.changed(manifest);
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const manifest = this.#open.get(uri);
    if (manifest === undefined) {
      if (!this.#foreign.has(uri)) this.warn(`A change to ${uri} came, which is not open.`);
      return;
    }
    manifest.change(version, contentChanges);
    this.listener.changed(manifest);
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): void {
    this.#foreign.delete(uri);
    if (this.#open.delete(uri)) this.listener.closed(uri);
  }
}

/** Lets the editor's open, change and close messages arrive in the documents. */
export function followDocuments(connection: Connection, documents: Documents): void {
  connection.onDidOpenTextDocument((params) => {
    documents.open(params);
  });
  connection.onDidChangeTextDocument((params) => {
    documents.change(params);
  });
  connection.onDidCloseTextDocument((params) => {
    documents.close(params);
  });
}
