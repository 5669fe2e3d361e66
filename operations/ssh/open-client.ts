import type { Readable } from "node:stream";
import type { AnyAuthMethod, Client } from "ssh2";
import { hostKeyError } from "./connect-error";
import {
  hostKeyAlgorithms,
  judgeHostKey,
  keyType,
  type HostKeyKnowledge,
  type HostKeyVerdict,
} from "./host-key";
import type { Hop } from "./route";

export interface LoginOptions {
  readonly hop: Hop;
  readonly methods: readonly AnyAuthMethod[];
  readonly knowledge: HostKeyKnowledge;
  /** Milliseconds until the login must be through. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** A way to the machine through another one; made anew for each try. Absent: a TCP connection of its own. */
  readonly tunnel?: () => Promise<Readable>;
}

/**
 * Logs in to one machine. Its host key is judged before anything is sent to it.
 * Where a key is pinned by its fingerprint only, the machine is asked for its other keys before it is refused.
 *
 * @throws OperationError where the host key is not trusted; ssh2's own errors for what else goes wrong
 */
export async function openClient(options: LoginOptions): Promise<Client> {
  const tried = new Set<string>();
  let first: Refusal | undefined;
  for (;;) {
    let end: Client | Refusal;
    try {
      end = await login(options, tried);
    } catch (error) {
      // The machine has no further keys: the first one is the one to speak of.
      const noFurtherKeys = error instanceof Error && /no matching host key/i.test(error.message);
      throw first !== undefined && noFurtherKeys ? hostKeyError(options.hop, first.verdict) : error;
    }
    if (!("verdict" in end)) return end;
    first ??= end;
    tried.add(end.type);
    const mayHaveOthers = options.knowledge.pin !== undefined && first.verdict.kind === "changed";
    if (!mayHaveOthers || hostKeyAlgorithms(options.knowledge, tried).length === 0) {
      throw hostKeyError(options.hop, first.verdict);
    }
  }
}

interface Refusal {
  readonly verdict: Exclude<HostKeyVerdict, { kind: "accepted" }>;
  readonly type: string;
}

async function login(options: LoginOptions, tried: ReadonlySet<string>): Promise<Client | Refusal> {
  const { hop, methods, knowledge, timeout, signal, tunnel } = options;
  signal.throwIfAborted();
  const sock = await tunnel?.();
  const { Client } = (await import("ssh2")).default;
  const client = new Client();
  const left = [...methods];
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      signal.removeEventListener("abort", abort);
      act();
    };
    const give = (error: unknown): void => {
      settle(() => {
        client.destroy();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    const abort = (): void => {
      give(signal.reason);
    };
    signal.addEventListener("abort", abort);
    client.on("ready", () => {
      settle(() => {
        resolve(client);
      });
    });
    client.on("error", (error) => {
      // One key or the agent did not work: ssh2 goes on with the next way to log in.
      if (error.level === "agent") return;
      give(error);
    });
    client.on("close", () => {
      give(new Error("Connection lost before handshake"));
    });
    client.connect({
      host: hop.host,
      port: hop.port,
      username: hop.user,
      ...(sock === undefined ? {} : { sock }),
      readyTimeout: timeout,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      algorithms: { serverHostKey: hostKeyAlgorithms(knowledge, tried) },
      authHandler: (_methods, _partial, next) => {
        const method = left.shift();
        // ssh2 takes `false` for "no more ways"; its types do not say so.
        next(method ?? (false as unknown as AnyAuthMethod));
      },
      hostVerifier: (key: Buffer): boolean => {
        const verdict = judgeHostKey(knowledge, key);
        if (verdict.kind === "accepted") return true;
        settle(() => {
          client.destroy();
          resolve({ verdict, type: keyType(key) });
        });
        return false;
      },
    });
  });
}
