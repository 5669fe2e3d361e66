import type { ErrorReport, OperationEvent } from "../events";
import type { Redactor } from "./redactor";

/** The event with its texts redacted; names and ids stay what they are. */
export function redactEvent(event: OperationEvent, redactor: Redactor): OperationEvent {
  switch (event.type) {
    case "action-started":
    case "phase-started":
    case "step-started":
      return event;
    case "step-output":
      return { ...event, line: redactor.redact(event.line) };
    case "step-progress":
    case "phase-ended":
    case "note":
      return { ...event, message: redactor.redact(event.message) };
    case "step-ended": {
      const message = redactor.redact(event.message);
      return event.error === undefined
        ? { ...event, message }
        : { ...event, message, error: redactReport(event.error, redactor) };
    }
    case "action-ended":
      return {
        ...event,
        message: redactor.redact(event.message),
        errors: event.errors.map((error) => redactReport(error, redactor)),
      };
  }
}

/** The report with its texts redacted. */
export function redactReport(report: ErrorReport, redactor: Redactor): ErrorReport {
  return {
    ...report,
    attempted: redactor.redact(report.attempted),
    cause: redactor.redact(report.cause),
    suggestion: redactor.redact(report.suggestion),
    ...(report.output === undefined ? {} : { output: report.output.map((line) => redactor.redact(line)) }),
  };
}
