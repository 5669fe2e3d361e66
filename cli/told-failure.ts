import { failureSarif } from "./findings-sarif";

/** How a program that reads the output asked for it. */
export interface AskedFormat {
  readonly json?: boolean | undefined;
  readonly format?: string | undefined;
}

/** Why there is no result. */
export interface Failure {
  readonly message: string;
  /** What a program that reads our JSON gets. */
  readonly json: object;
}

/**
 * What is printed instead of a result, in the format that was asked for. Undefined for people: they have the message
 * on standard error.
 */
export function toldFailure({ json, format }: AskedFormat, failure: Failure): string | undefined {
  if (format === "sarif") return JSON.stringify(failureSarif(failure.message), null, 2);
  if (json !== true && format !== "json") return undefined;
  return JSON.stringify({ type: "error", ...failure.json });
}
