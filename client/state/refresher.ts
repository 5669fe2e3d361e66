/** Asks for the state of one cluster; resolves when every node has answered or was given up. */
export type Look = (manifestId: string, signal: AbortSignal) => Promise<void>;

export interface RefresherOptions {
  readonly look: Look;
  /** The clusters to look at, asked again each time. */
  readonly targets: () => readonly string[];
  /** Milliseconds between looks while the view is visible; 0 for none. */
  readonly interval: () => number;
  /** Told when a look throws, which it should not: it reports through the state. */
  readonly failed: (error: unknown) => void;
}

const DEBOUNCE_MS = 300;

/**
 * Decides when to look at the nodes: only while the view is visible and the window has the focus, one look at a
 * cluster at a time, at once when the user asks. Everything ends with `dispose`.
 */
export class Refresher {
  readonly #options: RefresherOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #end = new AbortController();
  #visible = false;
  #focused = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RefresherOptions) {
    this.#options = options;
  }

  /** The view was shown or hidden. */
  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.#schedule(DEBOUNCE_MS);
  }

  /** The window got or lost the focus. */
  setFocused(focused: boolean): void {
    if (focused === this.#focused) return;
    this.#focused = focused;
    this.#schedule(DEBOUNCE_MS);
  }

  /** Something changed that makes a new look worth while; many changes make one look. */
  soon(): void {
    this.#schedule(DEBOUNCE_MS);
  }

  /** Looks now, visible or not: the user asked, or an action has just ended. */
  async now(manifestIds: readonly string[] = this.#options.targets()): Promise<void> {
    await Promise.all(manifestIds.map((id) => this.#look(id)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#end.abort();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#visible || !this.#focused || this.#end.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#round(), delay);
  }

  async #round(): Promise<void> {
    await this.now();
    const interval = this.#options.interval();
    if (interval > 0) this.#schedule(interval);
  }

  #look(manifestId: string): Promise<void> {
    const running = this.#running.get(manifestId);
    if (running !== undefined) return running;
    const look = this.#options
      .look(manifestId, this.#end.signal)
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) this.#options.failed(error);
      })
      .finally(() => this.#running.delete(manifestId));
    this.#running.set(manifestId, look);
    return look;
  }
}
