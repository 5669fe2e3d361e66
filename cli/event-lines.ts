import type { OperationEvent, Outcome } from "../operations/events";
import type { Colours } from "./colours";

/** Which of an action's lines are wanted. */
export type Detail = "steps" | "steps-and-output";

/** Turns an action's events into lines for the terminal, in the order in which they happen. */
export class EventLines {
  readonly #starts = new Map<string, number>();
  /** Notes of the running phase by their text: six nodes with one remark are one line. */
  readonly #notes = new Map<string, { readonly mark: string; readonly nodes: string[] }>();
  #width = 0;
  #nodes = 0;

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
        this.#nodes = event.nodes.length;
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
        return [
          ...this.#notesSoFar(),
          ...(event.message === ""
            ? []
            : [`  ${dim(`${event.message} (${this.#took(event.phase, event.time)})`)}`]),
        ];
      case "note": {
        const note = this.#notes.get(event.message);
        const nodes = event.node === undefined ? [] : [event.node];
        if (note !== undefined) note.nodes.push(...nodes);
        else
          this.#notes.set(event.message, { mark: event.level === "warning" ? yellow("!") : dim("i"), nodes });
        return [];
      }
      case "action-ended":
        return [
          ...this.#notesSoFar(),
          "",
          `${this.#mark(event.outcome)} ${bold(event.message)} ${dim(`(${this.#took("action", event.time)})`)}`,
        ];
    }
  }

  #notesSoFar(): string[] {
    const lines = [...this.#notes].map(([message, { mark, nodes }]) => {
      const who = nodes.length > 1 && nodes.length === this.#nodes ? "all nodes" : nodes.join(", ");
      return `  ${mark} ${who === "" ? "" : `${who}: `}${message}`;
    });
    this.#notes.clear();
    return lines;
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
