import type { Cluster, NodeRole } from "../../cluster/cluster";

/** What the tree shows of a node before anybody has looked at the machine. */
export interface NodeSummary {
  readonly name: string;
  readonly role: NodeRole;
  readonly privateIp?: string;
  readonly publicIp?: string;
  /** Where it stands in the manifest: an offset into the text. */
  readonly offset: number;
}

/** A manifest of the workspace as the client sees it. */
export interface ManifestSummary {
  /** The file's URI as text: the identity of everything that belongs to this manifest. */
  readonly id: string;
  /** The path below the workspace folder, for people. */
  readonly path: string;
  /** Name of the cluster, or of the file where the manifest has none yet. */
  readonly name: string;
  readonly domain?: string;
  readonly release?: string;
  readonly nodes: readonly NodeSummary[];
  /** How many errors the rules found. */
  readonly errors: number;
  /** The cluster, where the manifest has no errors. */
  readonly cluster?: Cluster;
}
