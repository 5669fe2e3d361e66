import { Residents, type CheckedManifest, type Resident } from "./residents";
import type { Neighbour } from "./surroundings";

/** The nodes of all manifests that are known together, by what their machines are known by. */
export class Neighbourhood {
  readonly #byId = new Map<string, Residents>();
  readonly #byKey = new Map<string, readonly Resident[]>();
  /** The keys that each manifest has asked about since its version last changed. */
  readonly #asked = new Map<string, Set<string>>();
  readonly #versions = new Map<string, number>();

  /** Another number whenever what a manifest was told of the others may not hold any more. */
  versionFor(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  /** Takes in a manifest as it is now; answers whether what others were told may not hold any more. */
  set(manifest: CheckedManifest): boolean {
    const { id } = manifest;
    const residents = this.#byId.get(id) ?? new Residents(manifest);
    this.#byId.set(id, residents);
    const { gone, come, seen } = residents.update(manifest);
    this.#forget(gone);
    for (const resident of come)
      for (const key of resident.keys) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), resident]);
    return this.#tell(id, seen);
  }

  /** Forgets a manifest; answers whether what others were told may not hold any more. */
  delete(id: string): boolean {
    this.#asked.delete(id);
    const known = this.#byId.get(id);
    if (known === undefined) return false;
    const { all } = known;
    this.#forget(all);
    this.#byId.delete(id);
    return this.#tell(id, all);
  }

  /** Whether a manifest has anybody to be compared with. */
  hasOthers(id: string): boolean {
    return this.#byId.size > (this.#byId.has(id) ? 1 : 0);
  }

  /** Who in other manifests is known by a key. */
  neighboursOf(id: string, key: string): readonly Neighbour[] {
    const asked = this.#asked.get(id) ?? new Set();
    this.#asked.set(id, asked.add(key));
    const all = this.#byKey.get(key);
    return all === undefined ? [] : all.filter(({ home }) => home.manifest.id !== id);
  }

  /** Who has asked about these residents of a manifest has to ask again, and no one else: to ask takes its time. */
  #tell(of: string, seen: readonly Resident[]): boolean {
    const keys = seen.flatMap((resident) => resident.keys);
    const told = [...this.#asked].filter(([id, asked]) => id !== of && keys.some((key) => asked.has(key)));
    for (const [id] of told) {
      this.#asked.delete(id);
      this.#versions.set(id, this.versionFor(id) + 1);
    }
    return told.length > 0;
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
