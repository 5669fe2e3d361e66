import type { NodeRole } from "../cluster/cluster";
import type { ClusterUrl } from "../cluster/release/cluster-urls";
import type { ErrorReport } from "./events";

/** A container of a node, as Docker tells. */
export interface ServiceStatus {
  readonly name: string;
  /** Docker's word (`running`, `restarting`, `exited` …), or `missing` where the release expects it and it is not there. */
  readonly state: string;
  readonly restarts: number;
  /** ISO 8601, where Docker tells. */
  readonly startedAt?: string;
  readonly healthy: boolean;
}

/**
 * What a node is: `unreachable` (no ssh), `not-installed`, `installing` (a remote job runs), `stopped` (installed, unit inactive),
 * `starting` (unit active, not all well yet), `running` (all services up, health answers), `degraded` (unit active, a service is missing or restarting).
 */
export type NodeState =
  "unreachable" | "not-installed" | "installing" | "stopped" | "starting" | "running" | "degraded";

export interface NodeStatus {
  readonly name: string;
  readonly role: NodeRole;
  readonly privateIp: string;
  readonly publicIp?: string;
  readonly state: NodeState;
  /** From deployment-info.yaml, where installed. */
  readonly release?: string;
  readonly services: readonly ServiceStatus[];
  /** Ports that the release binds and nothing listens on, as `7880/tcp`. */
  readonly missingPorts: readonly string[];
  /** One sentence for people: why the node is not running, or what it lacks. */
  readonly reason?: string;
  readonly error?: ErrorReport;
}

export interface ClusterStatus {
  readonly cluster: string;
  readonly domain: string;
  readonly release: string;
  readonly nodes: readonly NodeStatus[];
  readonly urls: readonly ClusterUrl[];
}
