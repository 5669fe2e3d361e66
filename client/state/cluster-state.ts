import type { ClusterStatus, NodeStatus } from "../../operations/cluster-status";
import type { ErrorReport, OperationEvent } from "../../operations/events";

/** What is known of a node at this moment. */
export interface NodeLive {
  /** The last answer of the node, if it was ever asked. */
  readonly status?: NodeStatus | undefined;
  /** Somebody is looking at it now. */
  readonly checking: boolean;
  /** What an action is doing on it now. */
  readonly step?: string | undefined;
  /** Why the last action failed on it; forgotten when the next one starts. */
  readonly failure?: ErrorReport | undefined;
}

/** What is known of a cluster at this moment. */
export interface ClusterLive {
  readonly nodes: ReadonlyMap<string, NodeLive>;
  /** The action that runs, for example `deploy`. */
  readonly action?: string | undefined;
  /** Why the cluster as a whole could not be looked at. */
  readonly error?: ErrorReport | undefined;
  readonly urls: ClusterStatus["urls"];
}

const NOTHING: ClusterLive = { nodes: new Map(), urls: [] };
const NOT_ASKED: NodeLive = { checking: false };

type Listener = (manifestId: string) => void;

/** The live state of every cluster, by manifest; fed by looks at the nodes and by the events of actions. */
export class ClusterState {
  readonly #clusters = new Map<string, ClusterLive>();
  readonly #listeners = new Set<Listener>();

  /** Calls `listener` after every change; answers a function that ends it. */
  onDidChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(manifestId: string): ClusterLive {
    return this.#clusters.get(manifestId) ?? NOTHING;
  }

  /** A look at these nodes begins. */
  beginCheck(manifestId: string, nodes: readonly string[]): void {
    const live = { ...this.get(manifestId), error: undefined };
    this.#change(
      manifestId,
      withNodes(live, nodes, (node) => ({ ...node, checking: true })),
    );
  }

  /** One node has answered. */
  nodeChecked(manifestId: string, status: NodeStatus): void {
    const live = this.get(manifestId);
    this.#change(
      manifestId,
      withNodes(live, [status.name], (node) => ({ ...node, status, checking: false })),
    );
  }

  /** The look is over: whoever has not answered is no longer being asked. */
  endCheck(manifestId: string, result: { urls?: ClusterStatus["urls"]; error?: ErrorReport } = {}): void {
    const live = this.get(manifestId);
    const names = [...live.nodes.keys()];
    this.#change(manifestId, {
      ...withNodes(live, names, (node) => ({ ...node, checking: false })),
      ...(result.urls === undefined ? {} : { urls: result.urls }),
      ...(result.error === undefined ? {} : { error: result.error }),
    });
  }

  /** Follows an action. */
  follow(manifestId: string, event: OperationEvent): void {
    const live = this.get(manifestId);
    switch (event.type) {
      case "action-started": {
        const names = event.nodes.map(({ name }) => name);
        const fresh = withNodes(live, names, (node) => ({ ...node, failure: undefined }));
        this.#change(manifestId, { ...fresh, action: event.action, error: undefined });
        return;
      }
      case "step-started":
        this.#changeNode(manifestId, event.node, (node) => ({ ...node, step: event.title }));
        return;
      case "step-progress":
        this.#changeNode(manifestId, event.node, (node) => ({ ...node, step: event.message }));
        return;
      case "step-ended":
        this.#changeNode(manifestId, event.node, (node) => ({
          ...node,
          step: undefined,
          failure: event.error ?? node.failure,
        }));
        return;
      case "action-ended": {
        // What was seen before the action no longer holds; the next look tells.
        const idle = withNodes(live, [...live.nodes.keys()], ({ failure }) => ({ checking: false, failure }));
        this.#change(manifestId, { ...idle, action: undefined });
        return;
      }
      default:
    }
  }

  /** Forgets a manifest that is no longer there. */
  forget(manifestId: string): void {
    this.#clusters.delete(manifestId);
  }

  #changeNode(manifestId: string, name: string, change: (node: NodeLive) => NodeLive): void {
    this.#change(manifestId, withNodes(this.get(manifestId), [name], change));
  }

  #change(manifestId: string, live: ClusterLive): void {
    this.#clusters.set(manifestId, live);
    for (const listener of this.#listeners) listener(manifestId);
  }
}

function withNodes(
  live: ClusterLive,
  names: readonly string[],
  change: (node: NodeLive) => NodeLive,
): ClusterLive {
  const nodes = new Map(live.nodes);
  for (const name of names) nodes.set(name, change(nodes.get(name) ?? NOT_ASKED));
  return { ...live, nodes };
}
