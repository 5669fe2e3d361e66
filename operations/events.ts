import type { NodeRole } from "../cluster/cluster";

/** How a node's part of a phase, or a whole phase or action, ended. */
export type Outcome = "done" | "unchanged" | "failed" | "cancelled";

/** An error as a listener sees it: plain data, secrets redacted. */
export interface ErrorReport {
  /** What was attempted, as "install OpenVidu 3.8.0". */
  readonly attempted: string;
  readonly node?: string;
  /**
   * `user@host:port` that the error is about. It is not in the texts, so that one cause on several nodes
   * has the same attempt, cause and suggestion and can be told once.
   */
  readonly machine?: string;
  /** Why it did not work. */
  readonly cause: string;
  /** What to do next. */
  readonly suggestion: string;
  /** Stable word for listeners that offer a button, as "host-key-unknown". */
  readonly code: string;
  /** The last lines of output, where there are any. */
  readonly output?: readonly string[];
  /** For host key errors: the fingerprint that the machine showed, `SHA256:…`. */
  readonly fingerprint?: string;
}

/**
 * The one stream that every action emits. Terminal, tree, progress and JSON lines are only listeners.
 * `time` is milliseconds since 1970. Texts have passed the redactor.
 */
export type OperationEvent =
  | {
      readonly type: "action-started";
      readonly time: number;
      readonly action: string;
      readonly cluster: string;
      readonly nodes: readonly { readonly name: string; readonly role: NodeRole }[];
      readonly phases: readonly { readonly id: string; readonly title: string }[];
    }
  | {
      readonly type: "phase-started";
      readonly time: number;
      readonly phase: string;
      readonly title: string;
      readonly nodes: readonly string[];
    }
  | {
      readonly type: "step-started";
      readonly time: number;
      readonly phase: string;
      readonly node: string;
      readonly title: string;
    }
  | {
      readonly type: "step-output";
      readonly time: number;
      readonly phase: string;
      readonly node: string;
      readonly line: string;
    }
  | {
      readonly type: "step-progress";
      readonly time: number;
      readonly phase: string;
      readonly node: string;
      readonly message: string;
    }
  | {
      readonly type: "step-ended";
      readonly time: number;
      readonly phase: string;
      readonly node: string;
      readonly outcome: Outcome;
      /** One short sentence on what was done or found. */
      readonly message: string;
      readonly error?: ErrorReport;
    }
  | {
      readonly type: "phase-ended";
      readonly time: number;
      readonly phase: string;
      readonly outcome: Outcome;
      readonly message: string;
    }
  | {
      readonly type: "note";
      readonly time: number;
      readonly level: "info" | "warning";
      readonly message: string;
      readonly node?: string;
    }
  | {
      readonly type: "action-ended";
      readonly time: number;
      readonly action: string;
      readonly outcome: Outcome;
      readonly message: string;
      readonly errors: readonly ErrorReport[];
    };

export type Emit = (event: OperationEvent) => void;
