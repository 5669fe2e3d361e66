import type { Cluster, ClusterNode } from "../../cluster/cluster";
import type { ErrorReport } from "../events";
import type { NodeFacts } from "../node/node-facts";

/** A node with what is known of it and of the others. */
export interface Checked {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly facts: NodeFacts;
  /** The facts of all nodes, by name. */
  readonly all: ReadonlyMap<string, NodeFacts>;
}

/** Why OpenVidu cannot work on the node; it stops the deployment before anything is changed. */
export type Problem = Pick<ErrorReport, "cause" | "suggestion" | "code">;

/** Looks for one kind of problem. */
export type Check = (checked: Checked) => Problem | undefined;

/** Looks for something that will hurt later; it stops nothing. */
export type Remark = (checked: Checked) => string | undefined;
