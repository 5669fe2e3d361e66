import type { NodeRole } from "./cluster";
import type { PlaceElsewhere } from "./finding";
import { machineKeys } from "./machine-keys";
import type { Draft } from "./manifest/draft";
import type { ManifestCheck, NodePlace } from "./manifest/manifest-checker";
import type { ManifestDocument } from "./manifest/manifest-document";
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

type Node = NonNullable<NonNullable<Draft["mediaNodes"]>[number]>;

const ROLES = ["master", "media"] as const;

/** What a change of a manifest brought. */
export interface ResidentChanges {
  readonly gone: readonly Resident[];
  readonly come: readonly Resident[];
  /** Those that others see otherwise than before. */
  readonly seen: readonly Resident[];
}

/** A node of a manifest, as other manifests see it. */
export class Resident implements Neighbour {
  constructor(
    readonly home: Residents,
    readonly role: NodeRole,
    readonly node: Node,
    readonly label: string,
    readonly sshPort: number,
  ) {}

  get cluster(): string | undefined {
    return this.home.manifest.check.draft.name;
  }

  get file(): string {
    return this.home.manifest.file;
  }

  get privateIp(): string | undefined {
    return this.node.privateIp;
  }

  get publicIp(): string | undefined {
    return this.node.publicIp;
  }

  get ports(): readonly PortRange[] {
    return this.home.portsOf(this.role);
  }

  get keys(): readonly string[] {
    return machineKeys(this.node, this.sshPort).map(({ key }) => key);
  }

  place(key: string): PlaceElsewhere | undefined {
    const place = this.placeNow(key);
    this.home.remember(this, key, place);
    return place;
  }

  /** The same, without anybody being told. */
  placeNow(key: string): PlaceElsewhere | undefined {
    const { uri, document, check } = this.home.manifest;
    const index = check.places[this.role].findIndex(({ reading }) => reading.node === this.node);
    if (index < 0) return undefined;
    const inner = machineKeys(this.node, this.sshPort).find((each) => each.key === key)?.path ?? [];
    const path: Path = [`${this.role}Nodes`, index, ...inner];
    const { start, end } = document.rangeOf(path, "value");
    return { uri, start: document.positionAt(start), end: document.positionAt(end) };
  }
}

/** The nodes of one manifest. Taken in again, only those that changed are looked at: there may be ten thousand. */
export class Residents {
  readonly #places: Record<NodeRole, readonly NodePlace[]> = { master: [], media: [] };
  readonly #residents: Record<NodeRole, (Resident | undefined)[]> = { master: [], media: [] };
  /** Where others were told that a resident's keys are. */
  readonly #told = new Map<Resident, Map<string, string>>();
  #ports: Partial<Record<NodeRole, readonly PortRange[]>> = {};
  #head: string | undefined;
  #sshPort = 22;
  #manifest: CheckedManifest;

  constructor(manifest: CheckedManifest) {
    this.#manifest = manifest;
  }

  get manifest(): CheckedManifest {
    return this.#manifest;
  }

  get all(): readonly Resident[] {
    return ROLES.flatMap((role) => this.#residents[role].filter((resident) => resident !== undefined));
  }

  /** What OpenVidu binds on a node. */
  portsOf(role: NodeRole): readonly PortRange[] {
    return (this.#ports[role] ??= boundPorts(role, this.#manifest.check));
  }

  /** Keeps what somebody was told, to tell them when it is elsewhere. */
  remember(resident: Resident, key: string, place: PlaceElsewhere | undefined): void {
    const told = this.#told.get(resident) ?? new Map<string, string>();
    this.#told.set(resident, told.set(key, JSON.stringify(place)));
  }

  /** Takes in the manifest as it is now. */
  update(manifest: CheckedManifest): ResidentChanges {
    this.#manifest = manifest;
    const { draft, release } = manifest.check;
    const head = JSON.stringify([draft.name, release?.version, featuresOf(draft, release)]);
    const sshPort = draft.ssh?.port ?? 22;
    const [hasHead, hasPort] = [head === this.#head, sshPort === this.#sshPort];
    if (!hasHead) this.#ports = {};
    this.#head = head;
    this.#sshPort = sshPort;
    const { places } = manifest.check;
    const changes = ROLES.map((role) => this.#replaceChanged(role, places[role], hasPort));
    const [gone, come] = [changes.flatMap((each) => each.gone), changes.flatMap((each) => each.come)];
    const moved = this.#takeMoved(gone, come);
    if (!hasHead) return { gone, come, seen: [...gone, ...this.all] };
    return { gone, come, seen: summaryOf(gone) === summaryOf(come) ? moved : [...gone, ...come, ...moved] };
  }

  /** Those of whom somebody was told a place that they have no more. */
  #takeMoved(gone: readonly Resident[], come: readonly Resident[]): Resident[] {
    if (this.#told.size === 0) return [];
    const moved: Resident[] = [];
    const away = new Set(gone);
    // By key, since a manifest that is read anew brings ten thousand.
    const byKey = new Map(come.flatMap((resident) => resident.keys.map((key) => [key, resident] as const)));
    for (const [resident, places] of [...this.#told]) {
      const [key = ""] = places.keys();
      const now = away.has(resident) ? byKey.get(key) : resident;
      this.#told.delete(resident);
      const isThere = [...places].every(([each, place]) => JSON.stringify(now?.placeNow(each)) === place);
      if (isThere && now !== undefined) this.#told.set(now, places);
      else moved.push(resident);
    }
    return moved;
  }

  #replaceChanged(
    role: NodeRole,
    places: readonly NodePlace[],
    hasPort: boolean,
  ): Pick<ResidentChanges, "gone" | "come"> {
    const old = this.#places[role];
    const residents = this.#residents[role];
    const least = Math.min(old.length, places.length);
    let [first, back] = [0, 0];
    if (hasPort) {
      while (first < least && old[first] === places[first]) first += 1;
      if (first === old.length && first === places.length) return { gone: [], come: [] };
      // A node without a name is called by its place in the list.
      const isSame = (place: NodePlace | undefined): boolean =>
        old.length === places.length || place?.reading.node?.name !== undefined;
      while (
        back < least - first &&
        old[old.length - 1 - back] === places[places.length - 1 - back] &&
        isSame(places[places.length - 1 - back])
      )
        back += 1;
    }
    const come = places
      .slice(first, places.length - back)
      .map(({ reading: { node } }, at) => node && this.#resident(role, node, first + at));
    const gone = residents.slice(first, old.length - back);
    this.#residents[role] = residents.slice(0, first).concat(come, residents.slice(old.length - back));
    this.#places[role] = places;
    return { gone: gone.filter(isThere), come: come.filter(isThere) };
  }

  #resident(role: NodeRole, node: Node, index: number): Resident {
    const label = node.name ?? `${role} node ${String(index + 1)}`;
    return new Resident(this, role, node, label, node.ssh?.port ?? this.#sshPort);
  }
}

function isThere(resident: Resident | undefined): resident is Resident {
  return resident !== undefined;
}

function boundPorts(role: NodeRole, { draft, release }: ManifestCheck): readonly PortRange[] {
  const features = featuresOf(draft, release);
  return (release?.ports ?? []).flatMap((fact) => {
    if (fact.role !== role || fact.onDemand === true || !binds(fact.when, features)) return [];
    return parsePorts(fact.ports, fact.protocol) ?? [];
  });
}

/** What others can see of some nodes. */
function summaryOf(residents: readonly Resident[]): string {
  return JSON.stringify(
    residents.flatMap(({ role, keys, label, privateIp, publicIp }) =>
      keys.map((key) => [role, key, label, privateIp, publicIp]),
    ),
  );
}
