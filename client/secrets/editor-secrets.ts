import * as vscode from "vscode";
import type { SecretStore } from "../../operations/secrets/secret-store";
import { Secret } from "../../operations/secrets/secret";

/** What tells clusters apart in the secret storage: not the file, which may move. */
export interface ClusterIdentity {
  readonly name: string;
  readonly domain: string;
}

const KEY = "openviduCluster.secrets";

/**
 * The secrets of all clusters in VS Code's secret storage, one entry a cluster, so that several secrets are kept
 * together or not at all. Where the machine has no keyring they are kept until the window closes, and the user is told once.
 */
export class EditorSecrets {
  readonly #storage: vscode.SecretStorage;
  readonly #log: vscode.LogOutputChannel;
  readonly #session = new Map<string, string>();
  #writing: Promise<void> = Promise.resolve();
  #told = false;

  constructor(storage: vscode.SecretStorage, log: vscode.LogOutputChannel) {
    this.#storage = storage;
    this.#log = log;
  }

  /** The store of one cluster, as actions take it. */
  storeFor(cluster: ClusterIdentity): SecretStore {
    const key = `${KEY}:${cluster.name}@${cluster.domain}`;
    return {
      place: vscode.l10n.t("VS Code's secret storage"),
      keptIn: vscode.l10n.t("VS Code's secret storage"),
      get: async (name) => {
        const value = parse(await this.#read(key))[name];
        return value === undefined ? undefined : new Secret(value);
      },
      set: (values) => {
        // One write after the other: each reads what the one before has kept.
        const write = this.#writing.then(() => this.#keep(key, values));
        this.#writing = write.catch(() => undefined);
        return write;
      },
    };
  }

  async #keep(key: string, values: ReadonlyMap<string, Secret>): Promise<void> {
    const kept = parse(await this.#read(key));
    for (const [name, secret] of values) kept[name] = secret.reveal();
    const text = JSON.stringify(kept);
    try {
      await this.#storage.store(key, text);
      this.#session.delete(key);
    } catch (error) {
      this.#session.set(key, text);
      this.#tell(error);
    }
  }

  async #read(key: string): Promise<string | undefined> {
    const inSession = this.#session.get(key);
    if (inSession !== undefined) return inSession;
    try {
      return await this.#storage.get(key);
    } catch (error) {
      this.#tell(error);
      return undefined;
    }
  }

  #tell(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#log.warn(`The secret storage does not answer: ${why}`);
    if (this.#told) return;
    this.#told = true;
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "VS Code cannot keep secrets on this machine ({0}). They are kept until this window closes.",
        why,
      ),
    );
  }
}

function parse(text: string | undefined): Record<string, string> {
  const kept: Record<string, string> = Object.create(null) as Record<string, string>;
  if (text === undefined) return kept;
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return kept;
  for (const [name, secret] of Object.entries(value)) if (typeof secret === "string") kept[name] = secret;
  return kept;
}
