import type { Cluster, Features, NodeRole } from "../cluster";
import type { ReleaseFacts } from "../generated/release-facts";
import { applies } from "../release/condition";
import { parsePorts, type PortRange } from "./port-range";

/** Ports that OpenVidu binds on a node. */
export interface BoundPort extends PortRange {
  /** The container or service that listens. */
  readonly service: string;
  readonly purpose: string;
  /** Bound only while it is used, so that an idle node has no listener to look for. */
  readonly onDemand: boolean;
  /** What about this no public source confirms. */
  readonly unverified?: string;
}

/** What OpenVidu binds on a node of this role, at this release, with these features. */
export function boundPortsOf(release: ReleaseFacts, role: NodeRole, features: Features): BoundPort[] {
  return release.ports
    .filter((fact) => fact.role === role && applies(fact.when, features))
    .flatMap((fact) => {
      const range = parsePorts(fact.ports, fact.protocol);
      if (range === undefined) return [];
      const bound = {
        ...range,
        service: fact.service,
        purpose: fact.purpose,
        onDemand: fact.onDemand ?? false,
      };
      return [fact.unverified === undefined ? bound : { ...bound, unverified: fact.unverified }];
    });
}

/** What OpenVidu binds on the cluster's nodes of this role. */
export function boundPorts(cluster: Cluster, role: NodeRole): BoundPort[] {
  return boundPortsOf(cluster.release, role, cluster.features);
}
