import { OperationError } from "../operation-error";
import { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

/** The environment variable of a secret: `OVCLUSTER_SECRET_LICENSE` for `license`. */
export function secretVariable(name: string): string {
  return `OVCLUSTER_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}

/** Secrets from environment variables, as CI hands them over. It keeps nothing. */
export class EnvironmentStore implements SecretStore {
  readonly place = "the environment variables OVCLUSTER_SECRET_…";
  readonly keptIn = this.place;
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  get(name: string): Promise<Secret | undefined> {
    const value = this.#environment[secretVariable(name)];
    return Promise.resolve(value === undefined || value === "" ? undefined : new Secret(value));
  }

  set(values: ReadonlyMap<string, Secret>): Promise<void> {
    return Promise.reject(
      new OperationError({
        attempted: `keep the secrets ${[...values.keys()].join(", ")}`,
        cause: "Environment variables keep nothing.",
        suggestion: "Name a file for secrets with --secrets-file.",
        code: "secret-store-read-only",
      }),
    );
  }
}
