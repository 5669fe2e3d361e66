import type { Secret } from "./secret";

/**
 * Keeps named secrets of one cluster between runs.
 * VS Code's SecretStorage, environment variables and a file with mode 0600 are behind it.
 */
export interface SecretStore {
  /** For messages: "the file /home/ann/…", "VS Code's secret storage". */
  readonly place: string;
  /** The same of where `set` keeps what is new. */
  readonly keptIn: string;
  /** The secret, or undefined where the store has none of that name. */
  get(name: string): Promise<Secret | undefined>;
  /** The names of what is kept, as far as the store can tell. */
  names(): Promise<readonly string[]>;
  /** Where the secret comes from, for messages; undefined where there is none of that name. */
  placeOf(name: string): Promise<string | undefined>;
  /** Keeps the values; all of them or none. Throws OperationError where the store cannot keep anything. */
  set(values: ReadonlyMap<string, Secret>): Promise<void>;
  /** Forgets the secret; nothing where there is none. Throws OperationError where the store cannot forget it. */
  remove(name: string): Promise<void>;
}
