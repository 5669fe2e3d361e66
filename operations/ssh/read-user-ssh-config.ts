import { join } from "node:path";
import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import { parseUserSshConfig, type UserSshConfig } from "./user-ssh-config";

/**
 * The ssh configuration of the user's home; most people have none, and then it says nothing of any host.
 *
 * @throws OperationError where it is there and cannot be read or understood
 */
export async function readUserSshConfig(
  runtime: Pick<Runtime, "homeDirectory" | "readFile">,
): Promise<UserSshConfig> {
  const path = join(runtime.homeDirectory, ".ssh", "config");
  let text = "";
  try {
    text = (await runtime.readFile(path)).toString("utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw unusable(path, error);
  }
  try {
    return parseUserSshConfig(text);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): OperationError {
  return new OperationError(
    {
      attempted: "read your ssh configuration",
      cause: `${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`,
      suggestion: "Correct it; the ssh command must be able to read it too.",
      code: "ssh-config-unusable",
    },
    { cause },
  );
}
