import type { OperationEvent, Outcome } from "../operations/events";
import type { Colours } from "./colours";

/** Which of an action's lines are wanted. */
export type Detail = "steps" | "steps-and-output";

/** Turns an action's events into lines for the terminal, in the order in which they happen. */
export class EventLines {
  readonly #starts = new Map<string, number>();
  #width = 0;

  constructor(
    private readonly colours: Colours,
    private readonly detail: Detail,
  ) {}

  /** The lines that an event adds; none for those that are told later. */
  lines(event: OperationEvent): string[] {
    const { bold, cyan, dim, yellow } = this.colours;
    switch (event.type) {
      case "action-started":
        this.#width = Math.max(...event.nodes.map((node) => node.name.length), 0);
        this.#starts.set("action", event.time);
        return [bold(`${capitalised(event.action)} ${event.cluster}: ${String(event.nodes.length)} nodes`)];
      case "phase-started":
        this.#starts.set(event.phase, event.time);
        return [`${cyan("▸")} ${bold(event.title)}`];
      case "step-started":
        return [];
      case "step-output":
        return this.detail === "steps-and-output"
          ? [`    ${this.#name(event.node)} ${dim(`│ ${event.line}`)}`]
          : [];
      case "step-progress":
        return [`    ${this.#name(event.node)} ${dim(`… ${event.message}`)}`];
      case "step-ended":
        return [`  ${this.#mark(event.outcome)} ${this.#name(event.node)} ${event.message}`];
      case "phase-ended":
        return event.message === ""
          ? []
          : [`  ${dim(`${event.message} (${this.#took(event.phase, event.time)})`)}`];
      case "note": {
        const where = event.node === undefined ? "" : `${event.node}: `;
        return [`  ${event.level === "warning" ? yellow("!") : dim("i")} ${where}${event.message}`];
      }
      case "action-ended":
        return [
          "",
          `${this.#mark(event.outcome)} ${bold(event.message)} ${dim(`(${this.#took("action", event.time)})`)}`,
        ];
    }
  }

  #name(node: string): string {
    return node.padEnd(this.#width);
  }

  #mark(outcome: Outcome): string {
    const { dim, green, red, yellow } = this.colours;
    const marks: Readonly<Record<Outcome, string>> = {
      done: green("✓"),
      unchanged: dim("="),
      failed: red("✗"),
      cancelled: yellow("■"),
    };
    return marks[outcome];
  }

  #took(what: string, end: number): string {
    return `${((end - (this.#starts.get(what) ?? end)) / 1000).toFixed(1)} s`;
  }
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
