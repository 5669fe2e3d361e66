import type { Cluster, NodeRole } from "../../cluster/cluster";
import { boundPorts } from "../../cluster/ports/bound-ports";
import { expectedContainers } from "../../cluster/release/expected-containers";
import type { ServiceStatus } from "../cluster-status";
import type { Timing } from "../timing";
import type { ContainerFact, Listener, NodeLook } from "./node-facts";

/** What a started node lacks of being well. All empty: nothing. */
export interface Lacks {
  /** Expected containers that are not there or do not run. */
  readonly containers: readonly string[];
  /** Containers that run, but not yet for so long that one can tell. */
  readonly unsettled: readonly string[];
  /** Ports that nothing listens on, as `7880/tcp`. */
  readonly ports: readonly string[];
}

type Settling = Pick<Timing, "settled" | "settledAfterRestart">;

/** Compares what a node shows with what the release expects of its role. */
export function lacksOf(cluster: Cluster, role: NodeRole, look: NodeLook, timing: Settling): Lacks {
  const found = new Map(look.containers.map((container) => [container.name, container]));
  const expected = expectedContainers(cluster, role);
  return {
    containers: expected.filter((name) => found.get(name)?.state !== "running"),
    unsettled: expected.filter((name) => {
      const container = found.get(name);
      return container?.state === "running" && !hasSettled(container, look.time, timing);
    }),
    ports: missingPorts(cluster, role, look.listeners),
  };
}

/**
 * Whether a running container has run for long enough. One that crashes and starts again looks well for a moment:
 * the time since its last start tells, and one that has restarted before must have run longer.
 */
export function hasSettled(container: ContainerFact, now: number, timing: Settling): boolean {
  const needed = container.restarts > 0 ? timing.settledAfterRestart : timing.settled;
  return container.startedMilliseconds !== undefined && now - container.startedMilliseconds >= needed;
}

/** The containers that the release expects, with those that are missing. */
export function servicesOf(
  cluster: Cluster,
  role: NodeRole,
  look: NodeLook,
  timing: Settling,
): ServiceStatus[] {
  const found = new Map(look.containers.map((container) => [container.name, container]));
  return expectedContainers(cluster, role).map((name) => {
    const container = found.get(name);
    if (container === undefined) return { name, state: "missing", restarts: 0, healthy: false };
    return {
      name,
      state: container.state,
      restarts: container.restarts,
      ...(container.startedAt === undefined ? {} : { startedAt: container.startedAt }),
      // A first start is well at once; after a restart it has to prove itself.
      healthy:
        container.state === "running" &&
        (container.restarts === 0 || hasSettled(container, look.time, timing)),
    };
  });
}

/** Ports that an idle node must listen on and does not. */
export function missingPorts(cluster: Cluster, role: NodeRole, listeners: readonly Listener[]): string[] {
  const listening = new Set(listeners.map(({ protocol, port }) => `${String(port)}/${protocol}`));
  const wanted = boundPorts(cluster, role).filter((port) => port.listensWhenIdle);
  const names = wanted.flatMap(({ protocol, first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${String(first + index)}/${protocol}`),
  );
  return [...new Set(names)].filter((name) => !listening.has(name));
}
