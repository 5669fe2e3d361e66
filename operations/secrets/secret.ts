import { inspect } from "node:util";

const MASK = "•••";

/** A value that cannot print itself. `reveal` is called only where the value leaves for a node or a store. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
