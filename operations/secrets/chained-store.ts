import type { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

/** Asks several stores in order; the last one keeps what is new. */
export class ChainedStore implements SecretStore {
  readonly place: string;
  readonly keptIn: string;
  readonly #stores: readonly SecretStore[];
  readonly #keeper: SecretStore;

  constructor(first: SecretStore, ...others: readonly SecretStore[]) {
    this.#stores = [first, ...others];
    this.#keeper = others.at(-1) ?? first;
    this.keptIn = this.#keeper.keptIn;
    this.place = this.#stores.map(({ place }) => place).join(" or ");
  }

  async get(name: string): Promise<Secret | undefined> {
    for (const store of this.#stores) {
      const secret = await store.get(name);
      if (secret !== undefined) return secret;
    }
    return undefined;
  }

  set(values: ReadonlyMap<string, Secret>): Promise<void> {
    return this.#keeper.set(values);
  }
}
