import type { OperationEvent } from "../../operations/events";
import type { Translate } from "../translate";

/** What a progress notification is told: a text, and by how many of a hundred it moves on. */
export interface ProgressStep {
  readonly message: string;
  readonly increment?: number;
}

/** Turns an action's events into the one line of a progress notification: phase, and how many nodes are through it. */
export class DeployProgress {
  readonly #t: Translate;
  #phases: readonly string[] = [];
  #title = "";
  #nodes = 0;
  #through = 0;

  constructor(t: Translate) {
    this.#t = t;
  }

  /** The next line, or undefined where the event changes nothing that it shows. */
  follow(event: OperationEvent): ProgressStep | undefined {
    switch (event.type) {
      case "action-started":
        this.#phases = event.phases.map(({ id }) => id);
        return undefined;
      case "phase-started":
        this.#title = event.title;
        this.#nodes = event.nodes.length;
        this.#through = 0;
        return { message: this.#line() };
      case "step-ended":
        this.#through += 1;
        return { message: this.#line() };
      case "phase-ended":
        return { message: this.#line(), increment: 100 / Math.max(1, this.#phases.length) };
      default:
        return undefined;
    }
  }

  #line(): string {
    return this.#nodes === 0
      ? this.#title
      : this.#t("{0} · {1} of {2} nodes", this.#title, Math.min(this.#through, this.#nodes), this.#nodes);
  }
}
