import path from "node:path";
import type { FileEvent } from "vscode-languageserver";
import { Neighbourhood } from "../cluster/neighbourhood";
import type { DocumentListener } from "./documents";
import { KnownManifest } from "./known-manifest";
import { documentId } from "./manifest-files";
import type { OpenManifest } from "./open-manifest";
import { surroundingsOf } from "./surroundings";

/** Other manifests see an edit when the typing has paused for so many milliseconds. */
const PAUSE = 300;

/** The outside that the workspace needs; handed in, so that tests need no disk and no clock. */
export interface WorkspaceRuntime {
  /** The URIs of the manifests on disk. */
  readonly find: (folders: readonly string[]) => Promise<readonly string[]>;
  readonly read: (uri: string) => Promise<string | undefined>;
  /** Runs the task after so many milliseconds; answers how to call it off. */
  readonly later: (task: () => void, milliseconds: number) => () => void;
  readonly open: () => readonly OpenManifest[];
  /** What is wrong with these open manifests, or with others on the disk, may have changed though their texts have not. */
  readonly othersChanged: (open: readonly OpenManifest[]) => void;
}

/** The manifests of the workspace, open or on disk: together they tell which machines are claimed twice. */
export class Workspace implements DocumentListener {
  readonly neighbourhood = new Neighbourhood();
  readonly #pending = new Map<string, () => void>();
  readonly #onDisk = new Map<string, KnownManifest>();
  /** Open manifests whose present text others have not seen. */
  readonly #stale = new Set<string>();

  constructor(readonly runtime: WorkspaceRuntime) {}

  /** Reads the manifests of the workspace's folders. */
  async scan(folders: readonly string[]): Promise<void> {
    for (const uri of await this.runtime.find(folders)) await this.#readFromDisk(uri);
  }

  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    for (const { uri } of events) await this.#readFromDisk(uri);
  }

  /** The manifests on the disk that the editor has not open, as they are saved. */
  onDisk(): readonly KnownManifest[] {
    const open = new Set(this.runtime.open().map(({ uri }) => documentId(uri)));
    return [...this.#onDisk].filter(([id]) => !open.has(id)).map(([, manifest]) => manifest);
  }

  changed(manifest: OpenManifest): void {
    const id = documentId(manifest.uri);
    this.#pending.get(id)?.();
    this.#pending.delete(id);
    this.#stale.add(id);
    // Alone, nobody looks at it.
    if (!this.#hasOthers(id)) return;
    const callOff = this.runtime.later(() => {
      this.#pending.delete(id);
      this.#takeInStale();
    }, PAUSE);
    this.#pending.set(id, callOff);
  }

  closed(uri: string): void {
    const id = documentId(uri);
    this.#pending.get(id)?.();
    this.#pending.delete(id);
    this.#stale.delete(id);
    // What was not saved is gone; what is on disk counts again.
    if (this.neighbourhood.delete(id)) this.#tellOthers(id);
    if (this.#onDisk.has(id)) void this.#readFromDisk(uri);
  }

  async #readFromDisk(uri: string): Promise<void> {
    const id = documentId(uri);
    const text = await this.runtime.read(uri);
    const manifest =
      text === undefined ? undefined : new KnownManifest(uri, text, surroundingsOf(uri, this.neighbourhood));
    if (manifest === undefined) this.#onDisk.delete(id);
    else this.#onDisk.set(id, manifest);
    // The editor's text counts, not the disk's.
    if (this.#openManifest(id) !== undefined) return;
    if (manifest === undefined) {
      if (this.neighbourhood.delete(id)) this.#tellOthers(id);
      return;
    }
    this.#takeInStale();
    this.#takeIn(manifest);
  }

  #takeInStale(): void {
    for (const id of [...this.#stale]) {
      this.#stale.delete(id);
      const manifest = this.#openManifest(id);
      if (manifest === undefined) continue;
      this.#takeIn(manifest);
    }
  }

  #takeIn({ uri, document, check }: KnownManifest): void {
    const id = documentId(uri);
    if (this.neighbourhood.set({ id, uri, file: fileName(uri), document, check })) this.#tellOthers(id);
  }

  #hasOthers(id: string): boolean {
    return this.neighbourhood.hasOthers(id) || this.runtime.open().length > 1;
  }

  #openManifest(id: string): OpenManifest | undefined {
    return this.runtime.open().find(({ uri }) => documentId(uri) === id);
  }

  #tellOthers(id: string): void {
    this.runtime.othersChanged(this.runtime.open().filter(({ uri }) => documentId(uri) !== id));
  }
}

function fileName(uri: string): string {
  return decodeURIComponent(path.posix.basename(uri));
}
