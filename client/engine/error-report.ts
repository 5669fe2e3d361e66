import type { ErrorReport } from "../../operations/events";
import { OperationError } from "../../operations/operation-error";

/** Any error as people can read it; one that is not ours has at least what was attempted. */
export function errorReport(error: unknown, attempted: string, suggestion: string): ErrorReport {
  if (error instanceof OperationError) return error.report;
  const cause = error instanceof Error ? error.message : String(error);
  return { attempted, cause, suggestion, code: "unexpected" };
}
