import type { ErrorReport } from "./events";

/** An error for people: what was attempted, on which node, why it failed and what to do next. */
export class OperationError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport, options?: ErrorOptions) {
    const where = report.node === undefined ? "" : ` on ${report.node}`;
    const machine = report.machine === undefined ? "" : ` (${report.machine})`;
    super(`Could not ${report.attempted}${where}${machine}: ${report.cause} ${report.suggestion}`, options);
    this.name = "OperationError";
    this.report = report;
  }
}
