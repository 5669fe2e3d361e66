import { secretVariable } from "../../cluster/installer/secret-variable";
import { OperationError } from "../operation-error";
import { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

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

  /** None: a variable's name does not tell which secret it is for. */
  names(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  async placeOf(name: string): Promise<string | undefined> {
    return (await this.get(name)) === undefined
      ? undefined
      : `the environment variable ${secretVariable(name)}`;
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

  remove(name: string): Promise<void> {
    return Promise.reject(
      new OperationError({
        attempted: `remove the secret '${name}'`,
        cause: "It comes from the environment.",
        suggestion: `Unset the environment variable ${secretVariable(name)}.`,
        code: "secret-store-read-only",
      }),
    );
  }
}
