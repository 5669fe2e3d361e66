import type { Severity } from "../finding";

/** How bad it is that a file of the operator is not there: what is below a home is mostly another one for each person. */
export function missingFileSeverity(written: string): Severity {
  return written.startsWith("~") ? "information" : "warning";
}
