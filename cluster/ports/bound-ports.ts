import type { Cluster, Features, NodeRole } from "../cluster";
import type { PortFact, ReleaseFacts } from "../generated/release-facts";
import { applies, binds } from "../release/condition";
import { parsePorts, type PortRange } from "./port-range";

/** Ports that OpenVidu binds on a node. */
export interface BoundPort extends PortRange {
  /** The container or service that listens. */
  readonly service: string;
  readonly purpose: string;
  /** Bound only while it is used. */
  readonly onDemand: boolean;
  /**
   * An idle node that is well listens here for certain: not where the port is bound on demand, where the manifest's `ingress`
   * says that nobody uses it, or where no source tells more than that it is bound.
   */
  readonly listensWhenIdle: boolean;
  /** What about this no public source confirms. */
  readonly unverified?: string;
}

/** What OpenVidu binds on a node of this role, at this release, with these features. */
export function boundPortsOf(release: ReleaseFacts, role: NodeRole, features: Features): BoundPort[] {
  return release.ports
    .filter((fact) => fact.role === role && binds(fact.when, features))
    .flatMap((fact) => {
      const range = parsePorts(fact.ports, fact.protocol);
      if (range === undefined) return [];
      const bound = {
        ...range,
        service: fact.service,
        purpose: fact.purpose,
        onDemand: fact.onDemand ?? false,
        listensWhenIdle: listensWhenIdle(fact, features),
      };
      return [fact.unverified === undefined ? bound : { ...bound, unverified: fact.unverified }];
    });
}

/** A row of the documents' tables is a port that others reach: it listens, even where its table was read for another release only. */
function listensWhenIdle(fact: PortFact, features: Features): boolean {
  const sure = fact.unverified === undefined || fact.from.length > 0;
  return sure && fact.onDemand !== true && applies(fact.when, features);
}

/** What OpenVidu binds on the cluster's nodes of this role. */
export function boundPorts(cluster: Cluster, role: NodeRole): BoundPort[] {
  return boundPortsOf(cluster.release, role, cluster.features);
}
