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
  /** Undefined for one that is open: its text on the disk is read again when it is closed. */
  readonly #onDisk = new Map<string, KnownManifest | undefined>();
  #folders: readonly string[] = [];
  /** Open manifests whose present text others have not seen. */
  readonly #stale = new Set<string>();

  constructor(readonly runtime: WorkspaceRuntime) {}

  /** Reads the manifests of the workspace's folders; those that the editor opens at its start come first. */
  async scan(folders: readonly string[]): Promise<void> {
    this.#folders = [...this.#folders, ...folders];
    const found = await this.runtime.find(folders);
    await new Promise<void>((resolve) => void this.runtime.later(resolve, PAUSE));
    await this.#readAll(found, (uri) => isIn(this.#folders, documentId(uri)));
  }

  /** Folders that came and went; what was in those that went is forgotten. */
  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    const gone = new Set(removed.map(documentId));
    this.#folders = this.#folders.filter((folder) => !gone.has(documentId(folder)));
    for (const id of [...this.#onDisk.keys()])
      if (isIn(removed, id) && !isIn(this.#folders, id)) this.#forgetOnDisk(id);
    if (removed.length > 0) this.runtime.othersChanged([]);
    if (added.length > 0) await this.scan(added);
  }

  async filesChanged(events: readonly FileEvent[]): Promise<void> {
    await this.#readAll(events.map(({ uri }) => uri));
  }

  /** The manifests on the disk that the editor has not open, as they are saved. */
  onDisk(): readonly KnownManifest[] {
    const open = new Set(this.runtime.open().map(({ uri }) => documentId(uri)));
    return [...this.#onDisk].flatMap(([id, manifest]) =>
      manifest === undefined || open.has(id) ? [] : [manifest],
    );
  }

  changed(manifest: OpenManifest): void {
    const id = documentId(manifest.uri);
    this.#pending.get(id)?.();
    this.#pending.delete(id);
    this.#stale.add(id);
    if (this.#onDisk.has(id)) this.#onDisk.set(id, undefined);
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
    if (this.#onDisk.has(id)) void this.#readAll([uri]);
  }

  /** Afterwards the findings of manifests that are only on the disk may be others, whatever the open ones say. */
  async #readAll(uris: readonly string[], isWanted: (uri: string) => boolean = () => true): Promise<void> {
    for (const uri of uris) if (isWanted(uri)) await this.#readFromDisk(uri);
    if (uris.length > 0) this.runtime.othersChanged([]);
  }

  async #readFromDisk(uri: string): Promise<void> {
    const id = documentId(uri);
    const text = await this.runtime.read(uri);
    if (text === undefined) {
      this.#forgetOnDisk(id);
      return;
    }
    // The editor's text counts, not the disk's.
    const isOpen = this.#openManifest(id) !== undefined;
    const manifest = isOpen
      ? undefined
      : new KnownManifest(uri, text, surroundingsOf(uri, this.neighbourhood));
    this.#onDisk.set(id, manifest);
    if (manifest === undefined) return;
    this.#takeInStale();
    this.#takeIn(manifest);
  }

  #forgetOnDisk(id: string): void {
    this.#onDisk.delete(id);
    if (this.#openManifest(id) === undefined && this.neighbourhood.delete(id)) this.#tellOthers(id);
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

function isIn(folders: readonly string[], id: string): boolean {
  return folders.some((folder) => {
    const inner = path.relative(documentId(folder), id);
    return inner !== "" && !path.isAbsolute(inner) && inner.split(path.sep)[0] !== "..";
  });
}

function fileName(uri: string): string {
  return decodeURIComponent(path.posix.basename(uri));
}
