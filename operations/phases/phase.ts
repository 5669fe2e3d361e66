import type { ClusterNode } from "../../cluster/cluster";
import type { ErrorReport } from "../events";

/** What a step did, in one short sentence. */
export interface StepResult {
  readonly outcome: "done" | "unchanged";
  readonly message: string;
}

/** What a phase may tell while it works. */
export interface Telling {
  readonly signal: AbortSignal;
  readonly note: (level: "info" | "warning", message: string) => void;
}

/** A node's part of a phase, while it is worked on. */
export interface Step extends Telling {
  readonly node: ClusterNode;
  /** A line of the node's output, redacted. */
  readonly output: (line: string) => void;
  /** What is being waited for or done now. */
  readonly progress: (message: string) => void;
}

interface Phase {
  /** Stable word for listeners. */
  readonly id: string;
  readonly title: string;
  /** Whether a `done` of this phase has changed something; reading phases never do. */
  readonly changes: boolean;
}

/** A phase that is done on several nodes at once. */
export interface NodePhase<State> extends Phase {
  readonly kind: "nodes";
  /** The nodes that it has something to do on. */
  nodes(state: State): readonly ClusterNode[];
  /** What a node is told to be doing meanwhile, as "Installing OpenVidu 3.8.0"; the title where it is left out. */
  working?(state: State): string;
  /** What is said where it has none. */
  readonly nothing: string;
  /** What is said of a node's step that was cancelled while it ran. */
  readonly cancelled: string;
  run(state: State, step: Step): Promise<StepResult>;
}

/** A phase that is done here, for the whole cluster. */
export interface ClusterPhase<State> extends Phase {
  readonly kind: "cluster";
  run(state: State, telling: Telling): Promise<StepResult>;
}

export type AnyPhase<State> = NodePhase<State> | ClusterPhase<State>;

/** Several things that are wrong at once. */
export class Problems extends Error {
  override readonly name = "Problems";
  readonly reports: readonly ErrorReport[];

  constructor(reports: readonly ErrorReport[]) {
    super(reports.map(({ cause }) => cause).join(" "));
    this.reports = reports;
  }
}
