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

  async names(): Promise<readonly string[]> {
    const all = await Promise.all(this.#stores.map((store) => store.names()));
    return [...new Set(all.flat())];
  }

  async placeOf(name: string): Promise<string | undefined> {
    for (const store of this.#stores) {
      const place = await store.placeOf(name);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  set(values: ReadonlyMap<string, Secret>): Promise<void> {
    return this.#keeper.set(values);
  }

  /** Removes it where it is kept. Where it only comes from another store, that one says how, and nothing is changed. */
  async remove(name: string): Promise<void> {
    if ((await this.#keeper.placeOf(name)) !== undefined) {
      await this.#keeper.remove(name);
      return;
    }
    for (const store of this.#stores) {
      if ((await store.placeOf(name)) !== undefined) await store.remove(name);
    }
  }
}
