import type { Cluster, NodeRole } from "../cluster";
import { applies } from "./condition";

/** The names of the containers that a node of this role runs, in the catalogue's order. */
export function expectedContainers(cluster: Cluster, role: NodeRole): string[] {
  return cluster.release.containers
    .filter((container) => container.role === role && applies(container.when, cluster.features))
    .map((container) => container.name);
}
