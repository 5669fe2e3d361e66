import type { SecretSource } from "../../cluster/cluster";
import { secretVariable } from "../../cluster/installer/secret-variable";
import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import { absolutePath } from "../ssh/route";
import { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

export interface SecretWorld {
  readonly runtime: Runtime;
  readonly secrets: SecretStore;
  /** Folder of the manifest, absolute. */
  readonly directory: string;
}

/**
 * The value that a source of the manifest stands for. One line break at the end of a file is not part of it.
 *
 * @param purpose what it is for, as "the sudo password of master-1"
 * @throws OperationError `secret-missing` where there is none
 */
export async function resolveSource(
  source: SecretSource,
  purpose: string,
  world: SecretWorld,
): Promise<Secret> {
  switch (source.kind) {
    case "literal":
      return new Secret(source.value);
    case "secret": {
      const secret = await world.secrets.get(source.name);
      if (secret !== undefined) return secret;
      throw missing(
        purpose,
        `There is no secret '${source.name}' in ${world.secrets.place}.`,
        `Add it there, or set the environment variable ${secretVariable(source.name)} for the command line.`,
      );
    }
    case "env": {
      const value = world.runtime.environment[source.name];
      if (value !== undefined && value !== "") return new Secret(value);
      throw missing(
        purpose,
        `The environment variable ${source.name} is not set.`,
        "Set it and start again.",
      );
    }
    case "file":
      return new Secret(
        (await readFileFor(source.name, purpose, world)).toString("utf8").replace(/\r?\n$/, ""),
      );
  }
}

/**
 * The content of a file that the manifest names.
 *
 * @throws OperationError `secret-missing` where it cannot be read
 */
export async function readFileFor(path: string, purpose: string, world: SecretWorld): Promise<Buffer> {
  const absolute = absolutePath(path, world.directory, world.runtime);
  try {
    return await world.runtime.readFile(absolute);
  } catch (error) {
    const why =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "does not exist"
        : "cannot be read";
    throw missing(
      purpose,
      `The file ${absolute} ${why}.`,
      "Correct the path in the manifest, or put the file there.",
    );
  }
}

function missing(purpose: string, cause: string, suggestion: string): OperationError {
  return new OperationError({ attempted: `find ${purpose}`, cause, suggestion, code: "secret-missing" });
}
