import { breakingProblem } from "../../cluster/installer/breaking-characters";
import type { NeededValue } from "../../cluster/installer/needed-values";
import { OperationError } from "../operation-error";
import type { Secret } from "./secret";

/** Ends where the official scripts would break the value; what comes from a file is passed on as base64, which they do not. */
export function refuseBreaking({ key, file }: Pick<NeededValue, "key" | "file">, value: Secret): void {
  const problem = file === undefined ? breakingProblem(value.reveal()) : undefined;
  if (problem === undefined) return;
  throw new OperationError({
    attempted: `use ${key}`,
    cause: `Its value ${problem}.`,
    suggestion: "Choose a value of letters and digits.",
    code: "secret-breaking",
  });
}
