import pLimit from "p-limit";
import type { ClusterNode } from "../../cluster/cluster";
import type { Emit, ErrorReport, OperationEvent, Outcome } from "../events";
import type { AnyPhase, ClusterPhase, NodePhase } from "./phase";
import { reportsOf } from "./reports-of";

/** Nodes that are worked on at the same time. */
const NODES_AT_ONCE = 32;

export interface PhaseRunner {
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface PhasesResult {
  /** `unchanged`: all went well and nothing had to be changed. */
  readonly outcome: Outcome;
  readonly errors: readonly ErrorReport[];
}

interface StepEnd {
  readonly outcome: Outcome;
  readonly errors: readonly ErrorReport[];
}

/**
 * Runs the phases in order, each on its nodes at once. Where a node fails, the others finish the phase; then the action ends.
 * Never throws: what goes wrong is in the result and in the events.
 */
export async function runPhases<State>(
  phases: readonly AnyPhase<State>[],
  state: State,
  runner: PhaseRunner,
): Promise<PhasesResult> {
  let changed = false;
  for (const phase of phases) {
    if (runner.signal.aborted) return { outcome: "cancelled", errors: [] };
    const end =
      phase.kind === "nodes" ? await runOnNodes(phase, state, runner) : await runHere(phase, state, runner);
    if (end.outcome === "failed" || end.outcome === "cancelled") return end;
    changed ||= phase.changes && end.outcome === "done";
  }
  return { outcome: changed ? "done" : "unchanged", errors: [] };
}

async function runOnNodes<State>(
  phase: NodePhase<State>,
  state: State,
  runner: PhaseRunner,
): Promise<StepEnd> {
  const nodes = phase.nodes(state);
  started(phase, nodes, runner);
  const limit = pLimit(NODES_AT_ONCE);
  const ends = await Promise.all(nodes.map((node) => limit(() => runOnNode(phase, state, node, runner))));
  const outcome = worst(ends.map((end) => end.outcome));
  const failed = ends.filter((end) => end.outcome === "failed").length;
  const messages: Record<Outcome, string> = {
    done: `Done on ${count(nodes.length)}.`,
    unchanged: nodes.length === 0 ? phase.nothing : "Nothing to change.",
    failed: `Failed on ${String(failed)} of ${count(nodes.length)}.`,
    cancelled: "Cancelled.",
  };
  ended(phase, outcome, messages[outcome], runner);
  return { outcome, errors: ends.flatMap((end) => end.errors) };
}

async function runOnNode<State>(
  phase: NodePhase<State>,
  state: State,
  node: ClusterNode,
  runner: PhaseRunner,
): Promise<StepEnd> {
  const { signal } = runner;
  const at = { phase: phase.id, node: node.name };
  const emit = (event: StepEvent): void => {
    runner.emit({ ...event, ...at, time: runner.now() });
  };
  if (signal.aborted) {
    emit({ type: "step-ended", outcome: "cancelled", message: "Not begun." });
    return { outcome: "cancelled", errors: [] };
  }
  emit({ type: "step-started", title: phase.working?.(state) ?? phase.title });
  try {
    const result = await phase.run(state, {
      node,
      signal,
      output: (line) => {
        emit({ type: "step-output", line });
      },
      progress: (message) => {
        emit({ type: "step-progress", message });
      },
      note: (level, message) => {
        runner.emit({ type: "note", time: runner.now(), level, message, node: node.name });
      },
    });
    emit({ type: "step-ended", ...result });
    return { outcome: result.outcome, errors: [] };
  } catch (error) {
    if (runner.signal.aborted) {
      emit({ type: "step-ended", outcome: "cancelled", message: phase.cancelled });
      return { outcome: "cancelled", errors: [] };
    }
    const errors = reportsOf(error, phase.title).map((report) => ({ node: node.name, ...report }));
    const message = errors.length === 1 ? (errors[0]?.cause ?? "") : `${String(errors.length)} problems.`;
    emit({
      type: "step-ended",
      outcome: "failed",
      message,
      ...(errors[0] === undefined ? {} : { error: errors[0] }),
    });
    return { outcome: "failed", errors };
  }
}

type Without<Event, Keys extends PropertyKey> = Event extends unknown ? Omit<Event, Keys> : never;
type StepEvent = Without<Extract<OperationEvent, { phase: string; node: string }>, "phase" | "node" | "time">;

async function runHere<State>(
  phase: ClusterPhase<State>,
  state: State,
  runner: PhaseRunner,
): Promise<StepEnd> {
  started(phase, [], runner);
  try {
    const result = await phase.run(state, {
      signal: runner.signal,
      note: (level, message) => {
        runner.emit({ type: "note", time: runner.now(), level, message });
      },
    });
    ended(phase, result.outcome, result.message, runner);
    return { outcome: result.outcome, errors: [] };
  } catch (error) {
    const outcome = runner.signal.aborted ? "cancelled" : "failed";
    const errors = outcome === "cancelled" ? [] : reportsOf(error, phase.title);
    ended(
      phase,
      outcome,
      outcome === "cancelled" ? "Cancelled." : errors.map(({ cause }) => cause).join(" "),
      runner,
    );
    return { outcome, errors };
  }
}

function started(phase: AnyPhase<never>, nodes: readonly ClusterNode[], runner: PhaseRunner): void {
  const names = nodes.map(({ name }) => name);
  runner.emit({
    type: "phase-started",
    time: runner.now(),
    phase: phase.id,
    title: phase.title,
    nodes: names,
  });
}

function ended(phase: AnyPhase<never>, outcome: Outcome, message: string, runner: PhaseRunner): void {
  runner.emit({ type: "phase-ended", time: runner.now(), phase: phase.id, outcome, message });
}

/** A failure outweighs a cancellation: it has a cause that the user must hear. */
function worst(outcomes: readonly Outcome[]): Outcome {
  const order = ["failed", "cancelled", "done"] as const;
  return order.find((outcome) => outcomes.includes(outcome)) ?? "unchanged";
}

function count(nodes: number): string {
  return nodes === 1 ? "1 node" : `${String(nodes)} nodes`;
}
