import { Residents, type CheckedManifest, type Resident } from "./residents";
import type { Neighbour } from "./surroundings";

/** The nodes of all manifests that are known together, by what their machines are known by. */
export class Neighbourhood {
  readonly #byId = new Map<string, Residents>();
  readonly #byKey = new Map<string, readonly Resident[]>();
  readonly #ownChanges = new Map<string, number>();
  #changes = 0;

  /** Another number whenever what a manifest sees of the others has changed. */
  versionFor(id: string): number {
    return this.#changes - (this.#ownChanges.get(id) ?? 0);
  }

  /** Takes in a manifest as it is now; answers whether others see anything else of it than before. */
  set(manifest: CheckedManifest): boolean {
    const { id } = manifest;
    const residents = this.#byId.get(id) ?? new Residents(manifest);
    this.#byId.set(id, residents);
    const { gone, come, seen } = residents.update(manifest);
    this.#forget(gone);
    for (const resident of come)
      for (const key of resident.keys) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), resident]);
    if (seen) this.#count(id);
    return seen;
  }

  /** Forgets a manifest; answers whether others had seen anything of it. */
  delete(id: string): boolean {
    const known = this.#byId.get(id);
    if (known === undefined) return false;
    const { all } = known;
    this.#forget(all);
    this.#byId.delete(id);
    this.#count(id);
    return all.some(({ keys }) => keys.length > 0);
  }

  /** Whether a manifest has anybody to be compared with. */
  hasOthers(id: string): boolean {
    return this.#byId.size > (this.#byId.has(id) ? 1 : 0);
  }

  /** Who in other manifests is known by a key. */
  neighboursOf(id: string, key: string): readonly Neighbour[] {
    const all = this.#byKey.get(key);
    return all === undefined ? [] : all.filter(({ home }) => home.manifest.id !== id);
  }

  #count(id: string): void {
    this.#changes += 1;
    this.#ownChanges.set(id, (this.#ownChanges.get(id) ?? 0) + 1);
  }

  #forget(residents: readonly Resident[]): void {
    for (const resident of residents) {
      for (const key of resident.keys) {
        const left = (this.#byKey.get(key) ?? []).filter((other) => other !== resident);
        if (left.length === 0) this.#byKey.delete(key);
        else this.#byKey.set(key, left);
      }
    }
  }
}
