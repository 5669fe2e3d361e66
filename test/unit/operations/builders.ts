import type { Cluster } from "../../../cluster/cluster";
import type { ActionContext } from "../../../operations/action-context";
import type { Deployment } from "../../../operations/actions/deployment";
import type { NodeFacts } from "../../../operations/node/node-facts";
import type { OperationEvent } from "../../../operations/events";
import type { Runtime } from "../../../operations/runtime";
import { Redactor } from "../../../operations/secrets/redactor";
import { Secret } from "../../../operations/secrets/secret";
import type { SecretStore } from "../../../operations/secrets/secret-store";
import { USUAL_TIMING } from "../../../operations/timing";
import { clusterOf, production } from "../../fixtures/manifest-builder";

/** The production example's cluster. */
export function productionCluster(): Cluster {
  return clusterOf(production);
}

/** A machine that is fit for OpenVidu and has nothing of it. */
export function facts(changes: Partial<NodeFacts> = {}): NodeFacts {
  return {
    time: 1_000_000_000_000,
    unitState: "inactive",
    containers: [],
    listeners: [],
    hostName: "one",
    machineId: "machine-one",
    bootId: "boot-one",
    architecture: "x86_64",
    processors: 8,
    memory: 16 * 1024 ** 3,
    disks: [],
    addresses: ["127.0.0.1", "10.5.0.1"],
    systemd: true,
    curl: true,
    unitInstalled: false,
    unitEnabled: false,
    directory: false,
    parameters: new Map(),
    ownCertificate: false,
    job: { running: false, unread: false },
    firewall: { programs: ["ufw", "nftables"], active: [] },
    ...changes,
  };
}

/** The same with OpenVidu 3.8.0 installed. */
export function installedFacts(changes: Partial<NodeFacts> = {}): NodeFacts {
  return facts({
    directory: true,
    unitInstalled: true,
    deployment: { version: "3.8.0", time: 1000 },
    job: { running: false, unread: false, last: { kind: "succeeded", time: 1001 } },
    ...changes,
  });
}

/** A deployment of the cluster that has gathered these facts and done nothing yet. */
export function deploymentOf(
  cluster: Cluster,
  found: ReadonlyMap<string, NodeFacts>,
  changes: Partial<ActionContext> = {},
): Deployment {
  return {
    context: {
      cluster,
      directory: "/work",
      runtime: fakeRuntime(),
      secrets: memoryStore(),
      knownHostsFiles: [],
      emit: () => undefined,
      signal: new AbortController().signal,
      ...changes,
    },
    timing: USUAL_TIMING,
    redactor: new Redactor(),
    shells: new Map(),
    facts: new Map(found),
    installed: new Set(),
    started: new Set(),
    values: new Map(),
    differs: false,
  };
}

/** A store in memory. */
export function memoryStore(
  values: Readonly<Record<string, string>> = {},
): SecretStore & { kept: Map<string, string> } {
  const kept = new Map(Object.entries(values));
  return {
    kept,
    place: "memory",
    keptIn: "memory",
    get: (name) => {
      const value = kept.get(name);
      return Promise.resolve(value === undefined ? undefined : new Secret(value));
    },
    names: () => Promise.resolve([...kept.keys()]),
    placeOf: (name) => Promise.resolve(kept.has(name) ? "memory" : undefined),
    remove: (name) => {
      kept.delete(name);
      return Promise.resolve();
    },
    set: (more) => {
      for (const [name, secret] of more) kept.set(name, secret.reveal());
      return Promise.resolve();
    },
  };
}

/** A world in which time passes only while somebody sleeps, with these files and environment variables. */
export function fakeRuntime(
  files: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Runtime {
  let now = 1_000_000_000_000;
  let byte = 0;
  return {
    now: () => now,
    sleep: (milliseconds, signal) => {
      now += milliseconds;
      return signal?.aborted === true ? Promise.reject(new Error("aborted")) : Promise.resolve();
    },
    environment,
    homeDirectory: "/home/ann",
    userName: "ann",
    readFile: (path) => {
      const content = files[path];
      if (content !== undefined) return Promise.resolve(Buffer.from(content));
      return Promise.reject(Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" }));
    },
    randomBytes: (count) => Buffer.from(Array.from({ length: count }, () => (byte = (byte + 37) % 256))),
  };
}

/** Collects events as short lines: `type phase node outcome`. */
export function collect(): {
  readonly emit: (event: OperationEvent) => void;
  readonly events: OperationEvent[];
  readonly lines: () => string[];
} {
  const events: OperationEvent[] = [];
  return {
    events,
    emit: (event) => events.push(event),
    lines: () =>
      events.map((event) =>
        [
          event.type,
          "phase" in event ? event.phase : "",
          "node" in event ? event.node : "",
          "outcome" in event ? event.outcome : "",
        ]
          .filter((word) => word !== "")
          .join(" "),
      ),
  };
}
