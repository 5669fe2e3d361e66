import type { OperationEvent } from "../../operations/events";

const KEPT_LINES = 5_000;

type Listener = (manifestId: string, node: string) => void;

/** What every node printed during the actions of this session, for the read-only documents that show it. */
export class NodeOutput {
  readonly #lines = new Map<string, string[]>();
  readonly #listeners = new Set<Listener>();

  /** Calls `listener` after new lines; answers a function that ends it. */
  onDidChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The lines of a node; none where it had no part in an action yet. */
  of(manifestId: string, node: string): readonly string[] {
    return this.#lines.get(key(manifestId, node)) ?? [];
  }

  follow(manifestId: string, event: OperationEvent): void {
    if (!("node" in event)) return;
    const added = linesOf(event);
    if (added.length === 0) return;
    const lines = [...this.of(manifestId, event.node), ...added].slice(-KEPT_LINES);
    this.#lines.set(key(manifestId, event.node), lines);
    for (const listener of this.#listeners) listener(manifestId, event.node);
  }
}

function linesOf(event: OperationEvent): string[] {
  switch (event.type) {
    case "step-started":
      return [`# ${event.title}`];
    case "step-output":
      return [event.line];
    case "note":
      return [`# ${event.message}`];
    case "step-ended":
      return event.error === undefined
        ? [`# ${event.message}`, ""]
        : [`# ${event.error.cause}`, `# ${event.error.suggestion}`, ""];
    default:
      return [];
  }
}

function key(manifestId: string, node: string): string {
  return `${manifestId}#${node}`;
}
