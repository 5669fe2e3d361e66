import type { SecretStorage } from "vscode";
import { OperationError } from "../../operations/operation-error";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";
import type { Translate } from "../translate";

/** What tells clusters apart in the secret storage: not the file, which may move. */
export interface ClusterIdentity {
  readonly name: string;
  readonly domain: string;
}

/** What the store needs of the editor. */
export interface SecretsHost {
  readonly storage: Pick<SecretStorage, "get" | "store">;
  readonly t: Translate;
  /** Tells the user, once, that secrets are kept until the window closes, and why. */
  readonly tellSession: (why: string) => void;
}

const KEY = "openviduCluster.secrets";

/**
 * The secrets of all clusters in VS Code's secret storage, one entry a cluster, so that several secrets are kept
 * together or not at all. Where the machine has no keyring they are kept until the window closes, and the user is told once.
 */
export class EditorSecrets {
  readonly #host: SecretsHost;
  readonly #session = new Map<string, string>();
  /** Entries that could not be read: a write would lose what they hold. */
  readonly #unread = new Set<string>();
  #writing: Promise<void> = Promise.resolve();
  #told = false;

  constructor(host: SecretsHost) {
    this.#host = host;
  }

  /** The store of one cluster, as actions take it. */
  storeFor(cluster: ClusterIdentity): SecretStore {
    const key = `${KEY}:${cluster.name}@${cluster.domain}`;
    const place = (): string => this.#place();
    const get = async (name: string): Promise<Secret | undefined> => {
      const value = parse(await this.#read(key))[name];
      return value === undefined ? undefined : new Secret(value);
    };
    return {
      get place() {
        return place();
      },
      get keptIn() {
        return place();
      },
      get,
      names: async () => Object.keys(parse(await this.#read(key))),
      placeOf: async (name) => ((await get(name)) === undefined ? undefined : place()),
      set: (values) =>
        this.#change(key, (kept) => {
          for (const [name, secret] of values) kept[name] = secret.reveal();
        }),
      remove: (name) =>
        this.#change(key, (kept) => {
          Reflect.deleteProperty(kept, name);
        }),
    };
  }

  #place(): string {
    const { t } = this.#host;
    return this.#told ? t("this window only, until it closes") : t("VS Code's secret storage");
  }

  /** One write after the other: each reads what the one before has kept. */
  #change(key: string, change: (kept: Record<string, string>) => void): Promise<void> {
    const write = this.#writing.then(async () => {
      const kept = parse(await this.#read(key));
      change(kept);
      await this.#write(key, JSON.stringify(kept));
    });
    this.#writing = write.catch(() => undefined);
    return write;
  }

  async #write(key: string, text: string): Promise<void> {
    if (!this.#session.has(key) && !this.#unread.has(key)) {
      try {
        await this.#host.storage.store(key, text);
        return;
      } catch (error) {
        this.#tell(error);
      }
    }
    this.#session.set(key, text);
  }

  async #read(key: string): Promise<string | undefined> {
    const inSession = this.#session.get(key);
    if (inSession !== undefined) return inSession;
    try {
      const text = await this.#host.storage.get(key);
      this.#unread.delete(key);
      return text;
    } catch (error) {
      this.#unread.add(key);
      this.#tell(error);
      return undefined;
    }
  }

  #tell(error: unknown): void {
    if (this.#told) return;
    this.#told = true;
    this.#host.tellSession(error instanceof Error ? error.message : String(error));
  }
}

/** The values of an entry. What is in it is never part of an error. */
function parse(text: string | undefined): Record<string, string> {
  const kept: Record<string, string> = Object.create(null) as Record<string, string>;
  let value: unknown;
  try {
    value = JSON.parse(text ?? "{}");
  } catch {
    throw new OperationError({
      attempted: "read the cluster's secrets",
      cause: "What VS Code's secret storage holds for this cluster cannot be read.",
      suggestion: "Use the command line with a secrets file (--secrets-file), and report this.",
      code: "secret-storage-invalid",
    });
  }
  if (typeof value !== "object" || value === null) return kept;
  for (const [name, secret] of Object.entries(value)) if (typeof secret === "string") kept[name] = secret;
  return kept;
}
