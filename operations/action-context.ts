import type { Cluster } from "../cluster/cluster";
import type { Emit } from "./events";
import type { Runtime } from "./runtime";
import type { SecretStore } from "./secrets/secret-store";
import type { Timing } from "./timing";

/** What is asked before secrets are read from a cluster that somebody else has deployed. */
export interface AdoptOffer {
  /** Names of the secrets that are not here. */
  readonly names: readonly string[];
  /** The installed masters that have them. */
  readonly masters: readonly string[];
  /** Where they would be kept. */
  readonly keptIn: string;
}

/** A secret that nobody but a person, or a running cluster, can give. */
export interface MissingSecret {
  /** Its name in the store. */
  readonly name: string;
  /** What it is for, as the manifest's key. */
  readonly key: string;
}

/** What every action needs; made by the command line or by VS Code. */
export interface ActionContext {
  readonly cluster: Cluster;
  /** The manifest's folder, absolute: relative paths of the manifest start here. */
  readonly directory: string;
  readonly runtime: Runtime;
  readonly secrets: SecretStore;
  /** Files in known_hosts format, absolute; the first is named in messages. */
  readonly knownHostsFiles: readonly string[];
  readonly emit: Emit;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** Asked whether missing secrets shall be read from the running cluster; absent: they are not. */
  readonly mayAdopt?: (offer: AdoptOffer) => Promise<boolean>;
  /**
   * Asks a person for secrets that nobody else can give, and keeps them in `secrets`; called once no running cluster
   * has given them. Absent, or where they are not kept: they are missing.
   */
  readonly askFor?: (missing: readonly MissingSecret[]) => Promise<void>;
  /** How long to wait for what; what is left out has its usual value. */
  readonly timing?: Partial<Timing>;
}
