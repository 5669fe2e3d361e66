import type { ErrorReport } from "../events";
import { OperationError } from "../operation-error";
import { CommandTimedOut, ConnectionLost } from "../ssh/ssh-connection";
import { Problems } from "./phase";

/** What went wrong, as listeners see it; an error that nobody foresaw is told as what it is. */
export function reportsOf(error: unknown, attempt: string): readonly ErrorReport[] {
  if (error instanceof Problems) return error.reports;
  if (error instanceof OperationError) return [error.report];
  const attempted = attempt.charAt(0).toLowerCase() + attempt.slice(1);
  if (error instanceof ConnectionLost) {
    return [
      {
        attempted,
        cause: "The connection to the node was lost.",
        suggestion: "Start the action again: it goes on where it was.",
        code: "connection-lost",
      },
    ];
  }
  if (error instanceof CommandTimedOut) {
    return [
      {
        attempted,
        cause: "The node took too long to answer.",
        suggestion: "Look at the node's load and disk, then start the action again.",
        code: "command-timed-out",
      },
    ];
  }
  return [
    {
      attempted,
      cause: `Something unexpected happened: ${error instanceof Error ? error.message : String(error)}.`,
      suggestion: "Start the action again; where it stays, report it with this text.",
      code: "unexpected",
    },
  ];
}
