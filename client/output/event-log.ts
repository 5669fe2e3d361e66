import type { ErrorReport, OperationEvent } from "../../operations/events";

/** Where lines go; VS Code's log channel is one. */
export interface LineLog {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
  debug(line: string): void;
}

/** Writes an action's events to a log, one line each. */
export function logEvent(log: LineLog, event: OperationEvent): void {
  switch (event.type) {
    case "action-started":
      log.info(`${event.action} ${event.cluster}: ${event.nodes.map(({ name }) => name).join(", ")}`);
      return;
    case "phase-started":
      log.info(`== ${event.title}`);
      return;
    case "step-started":
      log.info(`${event.node}: ${event.title}`);
      return;
    case "step-output":
      log.info(`${event.node} | ${event.line}`);
      return;
    case "step-progress":
      log.debug(`${event.node}: ${event.message}`);
      return;
    case "step-ended":
      if (event.error === undefined) log.info(`${event.node}: ${event.message}`);
      else logError(log, event.error);
      return;
    case "phase-ended":
      if (event.outcome === "failed") log.error(event.message);
      return;
    case "note":
      log[event.level === "warning" ? "warn" : "info"](
        event.node === undefined ? event.message : `${event.node}: ${event.message}`,
      );
      return;
    case "action-ended":
      log[event.outcome === "failed" ? "error" : "info"](event.message);
  }
}

/** An error with the last lines of output and the way out. */
export function logError(log: LineLog, error: ErrorReport): void {
  const { attempted, node, machine } = error;
  const named = machine !== undefined && !attempted.includes(machine) ? ` (${machine})` : "";
  const where = node === undefined ? named : ` on ${node}`;
  log.error(`Could not ${attempted}${where}: ${error.cause}`);
  for (const line of error.output ?? []) log.error(`    ${line}`);
  log.error(`Next: ${error.suggestion}`);
}
