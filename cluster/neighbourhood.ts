import type { NodeRole } from "./cluster";
import type { ManifestCheck } from "./manifest/manifest-checker";
import type { ManifestDocument } from "./manifest/manifest-document";
import { machineKeys } from "./machine-keys";
import { parsePorts, type PortRange } from "./ports/port-range";
import { binds } from "./release/condition";
import { featuresOf } from "./release/features";
import type { Path } from "./source-range";
import type { Neighbour } from "./surroundings";

/** A manifest with what was found out about it. */
export interface CheckedManifest {
  /** What makes it one and the same, however its URI is written. */
  readonly id: string;
  readonly uri: string;
  /** As people know it. */
  readonly file: string;
  readonly document: ManifestDocument;
  readonly check: ManifestCheck;
}

interface Resident extends Neighbour {
  readonly manifest: string;
}

interface Residents {
  readonly residents: readonly (readonly [key: string, resident: Resident])[];
  /** What others can see of them. */
  readonly summary: string;
}

/** The nodes of all manifests that are known together, by what their machines are known by. */
export class Neighbourhood {
  readonly #byId = new Map<string, Residents>();
  readonly #byKey = new Map<string, Resident[]>();
  readonly #ownChanges = new Map<string, number>();
  #changes = 0;

  /** Another number whenever what a manifest sees of the others has changed. */
  versionFor(id: string): number {
    return this.#changes - (this.#ownChanges.get(id) ?? 0);
  }

  /** Takes in a manifest as it is now; answers whether others see anything else of it than before. */
  set(manifest: CheckedManifest): boolean {
    const old = this.#byId.get(manifest.id);
    const fresh = residentsOf(manifest);
    const changed = old?.summary !== fresh.summary;
    this.#forget(manifest.id);
    this.#byId.set(manifest.id, fresh);
    for (const [key, resident] of fresh.residents)
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), resident]);
    if (changed) this.#count(manifest.id);
    return changed;
  }

  /** Forgets a manifest; answers whether others had seen anything of it. */
  delete(id: string): boolean {
    const known = this.#byId.get(id);
    if (known === undefined) return false;
    this.#forget(id);
    this.#count(id);
    return known.residents.length > 0;
  }

  /** Whether a manifest has anybody to be compared with. */
  hasOthers(id: string): boolean {
    return this.#byId.size > (this.#byId.has(id) ? 1 : 0);
  }

  /** Who in other manifests is known by a key. */
  neighboursOf(id: string, key: string): readonly Neighbour[] {
    const all = this.#byKey.get(key);
    return all === undefined ? [] : all.filter((resident) => resident.manifest !== id);
  }

  #count(id: string): void {
    this.#changes += 1;
    this.#ownChanges.set(id, (this.#ownChanges.get(id) ?? 0) + 1);
  }

  #forget(id: string): void {
    for (const [key] of this.#byId.get(id)?.residents ?? []) {
      const left = (this.#byKey.get(key) ?? []).filter((resident) => resident.manifest !== id);
      if (left.length === 0) this.#byKey.delete(key);
      else this.#byKey.set(key, left);
    }
    this.#byId.delete(id);
  }
}

function residentsOf({ id, uri, file, document, check }: CheckedManifest): Residents {
  const { draft, release } = check;
  const features = featuresOf(draft, release);
  const ports = (role: NodeRole): readonly PortRange[] =>
    (release?.ports ?? []).flatMap((fact) => {
      if (fact.role !== role || fact.onDemand === true || !binds(fact.when, features)) return [];
      return parsePorts(fact.ports, fact.protocol) ?? [];
    });
  const residents: (readonly [string, Resident])[] = [];
  for (const role of ["master", "media"] as const) {
    const bound = ports(role);
    for (const [index, node] of (draft[`${role}Nodes`] ?? []).entries()) {
      if (node === undefined) continue;
      const path: Path = [`${role}Nodes`, index];
      const keys = machineKeys(node, node.ssh?.port ?? draft.ssh?.port ?? 22);
      const resident: Resident = {
        manifest: id,
        cluster: draft.name,
        file,
        label: node.name ?? `${role} node ${String(index + 1)}`,
        privateIp: node.privateIp,
        publicIp: node.publicIp,
        ports: bound,
        place: (key) => {
          const inner = keys.find((each) => each.key === key)?.path ?? [];
          const { start, end } = document.rangeOf([...path, ...inner], "value");
          return { uri, start: document.positionAt(start), end: document.positionAt(end) };
        },
      };
      for (const { key } of keys) residents.push([key, resident]);
    }
  }
  const summary = JSON.stringify(
    residents.map(([key, { label, privateIp, publicIp, ports: bound }]) => [
      key,
      label,
      privateIp,
      publicIp,
      bound.length,
    ]),
  );
  return { residents, summary: JSON.stringify([draft.name, release?.version, features, summary]) };
}
