import type { PublishDiagnosticsParams } from "vscode-languageserver";
import type { DocumentListener } from "./documents";
import type { OpenManifest } from "./open-manifest";

/** Longest wait after an edit, in milliseconds. */
const LONGEST_WAIT = 500;

/** A check that took less, in milliseconds, makes nobody wait. */
const SHORT = 20;

/** The outside that a publisher needs; handed in, so that tests need no clock. */
export interface PublisherRuntime {
  readonly now: () => number;
  /** Runs the task after the messages that have arrived, and after so many milliseconds; answers how to call it off. */
  readonly later: (task: () => void, milliseconds: number) => () => void;
  readonly publish: (params: PublishDiagnosticsParams) => void;
  readonly diagnose: (manifest: OpenManifest) => PublishDiagnosticsParams["diagnostics"];
  readonly logError: (message: string) => void;
}

/**
 * Tells the editor what is wrong with each manifest as it is typed. A check waits as long as the last one of that
 * manifest took: a small file is checked at once, a huge one when the typing pauses. Only the newest text is checked.
 */
export class Publisher implements DocumentListener {
  readonly #pending = new Map<string, () => void>();
  readonly #took = new Map<string, number>();

  constructor(readonly runtime: PublisherRuntime) {}

  changed(manifest: OpenManifest): void {
    const { uri } = manifest;
    this.#pending.get(uri)?.();
    const took = this.#took.get(uri) ?? 0;
    const wait = took < SHORT ? 0 : Math.min(took, LONGEST_WAIT);
    const callOff = this.runtime.later(() => {
      this.#pending.delete(uri);
      this.#publish(manifest);
    }, wait);
    this.#pending.set(uri, callOff);
  }

  closed(uri: string): void {
    this.#pending.get(uri)?.();
    this.#pending.delete(uri);
    this.#took.delete(uri);
    this.runtime.publish({ uri, diagnostics: [] });
  }

  #publish(manifest: OpenManifest): void {
    const { uri, version } = manifest;
    const begin = this.runtime.now();
    try {
      const diagnostics = this.runtime.diagnose(manifest);
      this.runtime.publish({ uri, version, diagnostics });
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.runtime.logError(`${uri} could not be checked: ${why}`);
    }
    // The first check reads everything; the next one, after an edit, looks only at what the edit touches.
    this.#took.set(uri, this.#took.has(uri) ? Math.floor(this.runtime.now() - begin) : 0);
  }
}
