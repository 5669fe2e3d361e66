import type { ClusterNode } from "../../cluster/cluster";
import type { ActionContext } from "../action-context";
import type { NodeFacts } from "../node/node-facts";
import type { Redactor } from "../secrets/redactor";
import type { RootShell } from "../ssh/root-shell";
import type { Timing } from "../timing";

/** What the phases of a deployment find out and hand on. */
export interface Deployment {
  readonly context: ActionContext;
  readonly timing: Timing;
  readonly redactor: Redactor;
  /** By the node's name, once it is connected. */
  readonly shells: Map<string, RootShell>;
  /** By the node's name, as they were when the action began. */
  readonly facts: Map<string, NodeFacts>;
  /** Names of the nodes that this action has installed. */
  readonly installed: Set<string>;
  /** Names of the nodes that this action has started. */
  readonly started: Set<string>;
  /** What the installers need, by key. */
  values: ReadonlyMap<string, string>;
  /** Whether installed nodes are not what the manifest says. */
  differs: boolean;
}

/** The node's shell; every phase after the first one has it. */
export function shellOf({ shells }: Deployment, node: ClusterNode): RootShell {
  const shell = shells.get(node.name);
  if (shell === undefined) throw new Error(`${node.name} was not connected.`);
  return shell;
}

/** The node's facts; every phase after they are gathered has them. */
export function factsOf({ facts }: Deployment, node: ClusterNode): NodeFacts {
  const found = facts.get(node.name);
  if (found === undefined) throw new Error(`No facts were gathered on ${node.name}.`);
  return found;
}

/** Whether OpenVidu's unit has to be started on a node. */
export function needsStart(deployment: Deployment, node: ClusterNode): boolean {
  return deployment.installed.has(node.name) || factsOf(deployment, node).unitState !== "active";
}
