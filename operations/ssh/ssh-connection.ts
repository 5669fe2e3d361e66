import { StringDecoder } from "node:string_decoder";
import { setTimeout as wait } from "node:timers/promises";
import pLimit from "p-limit";
import type { Client, ClientChannel } from "ssh2";

/** OpenSSH allows 10 sessions on a connection; some are left to others. */
const MOST_CHANNELS = 8;
/** Milliseconds before a refused channel is asked for again; doubled up to the longest wait, then given up. */
const FIRST_WAIT = 50;
const LONGEST_WAIT = 6_400;
/** Characters of output that are kept for the result; what came before is dropped. */
const MOST_OUTPUT = 8_000_000;

export interface ExecOptions {
  /** Sent at once. */
  readonly stdin?: string;
  /** Sent, and stdin closed, once this line has come on stdout; stdin is closed at once where stderr matches `unless`. */
  readonly after?: { readonly line: string; readonly stdin: string; readonly unless: RegExp };
  /** Bytes of stdout as they come. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** Milliseconds; then the channel is closed and the promise rejects. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  /** Absent where a signal ended the command. */
  readonly status?: number;
  readonly signal?: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The connection ended before the command did. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** The command did not end in the time that it was given. */
export class CommandTimedOut extends Error {
  override readonly name = "CommandTimedOut";
}

/** One connection to a node, shared by everything that is done there. */
export class SshConnection {
  readonly #client: Client;
  readonly #behind: readonly Client[];
  readonly #limit = pLimit(MOST_CHANNELS);
  #open = true;

  /** @param behind the jump hosts' connections that carry this one; closed with it */
  constructor(client: Client, behind: readonly Client[]) {
    this.#client = client;
    this.#behind = behind;
    client.on("close", () => {
      this.#open = false;
    });
  }

  get open(): boolean {
    return this.#open;
  }

  close(): void {
    this.#open = false;
    this.#client.end();
    for (const client of this.#behind) client.end();
  }

  /**
   * Runs a command through the user's login shell. The command must hold no secret: it stands in the machine's list of processes.
   *
   * @throws ConnectionLost, CommandTimedOut, or the signal's reason
   */
  exec(command: string, options: ExecOptions = {}): Promise<ExecResult> {
    return this.#limit(() => this.#execPatiently(command, options));
  }

  /**
   * A server counts a session until it has buried the last one's process, and may allow fewer of them than we use:
   * a channel that it refuses has begun nothing, and is asked for again.
   */
  async #execPatiently(command: string, options: ExecOptions): Promise<ExecResult> {
    for (let pause = FIRST_WAIT; ; pause *= 2) {
      try {
        return await this.#exec(command, options);
      } catch (error) {
        if (!isRefusedChannel(error) || pause > LONGEST_WAIT) throw error;
        await wait(pause, undefined, options.signal === undefined ? {} : { signal: options.signal });
      }
    }
  }

  async #exec(command: string, options: ExecOptions): Promise<ExecResult> {
    options.signal?.throwIfAborted();
    if (!this.#open) throw new ConnectionLost("The connection is closed.");
    return new Promise((resolve, reject) => {
      let lost = (): void => {
        reject(new ConnectionLost("The connection was lost."));
      };
      const onClose = (): void => {
        lost();
      };
      this.#client.once("close", onClose);
      this.#client.exec(command, (error, channel) => {
        if (error !== undefined) {
          this.#client.off("close", onClose);
          reject(this.#open ? error : new ConnectionLost(error.message));
          return;
        }
        // Listened to at once: a command that ends at once has its end in the same packet as its beginning.
        lost = converse(channel, options, resolve, reject).lost;
        channel.once("close", () => this.#client.off("close", onClose));
      });
    });
  }
}

/** Whether the server would not open the channel; ssh2 then gives the protocol's reason code. */
function isRefusedChannel(error: unknown): boolean {
  return error instanceof Error && "reason" in error && typeof error.reason === "number";
}

function converse(
  channel: ClientChannel,
  options: ExecOptions,
  resolve: (result: ExecResult) => void,
  reject: (reason: unknown) => void,
): { lost: () => void } {
  const stdout = new Collected();
  const stderr = new Collected();
  let exit: Pick<ExecResult, "status" | "signal"> | undefined;
  let waiting = options.after;
  const timer =
    options.timeout === undefined
      ? undefined
      : setTimeout(() => {
          fail(new CommandTimedOut("The command took too long."));
        }, options.timeout);
  const abort = (): void => {
    fail(options.signal?.reason);
  };
  const done = (): void => {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", abort);
  };
  const fail = (reason: unknown): void => {
    done();
    channel.destroy();
    reject(reason);
  };
  options.signal?.addEventListener("abort", abort);
  channel.on("data", (chunk: Buffer) => {
    stdout.add(chunk);
    options.onStdout?.(chunk);
    if (waiting !== undefined && stdout.hasLine(waiting.line)) {
      channel.end(waiting.stdin);
      waiting = undefined;
    }
  });
  channel.stderr.on("data", (chunk: Buffer) => {
    stderr.add(chunk);
    if (waiting?.unless.test(stderr.text) === true) {
      channel.end();
      waiting = undefined;
    }
  });
  // The command may end without reading its input; its exit status tells what happened.
  channel.on("error", () => undefined);
  channel.on("exit", (status: number | null, signal?: string) => {
    exit = status === null ? (signal === undefined ? {} : { signal }) : { status };
  });
  channel.on("close", () => {
    done();
    if (exit === undefined) reject(new ConnectionLost("The connection was lost."));
    else resolve({ ...exit, stdout: stdout.end(), stderr: stderr.end() });
  });
  if (options.after === undefined) channel.end(options.stdin ?? "");
  else channel.write(options.stdin ?? "");
  return {
    lost: () => {
      fail(new ConnectionLost("The connection was lost."));
    },
  };
}

/** Output as text, whole characters only, the end of it where there is too much. */
class Collected {
  readonly #decoder = new StringDecoder("utf8");
  #text = "";

  add(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk);
    if (this.#text.length > 2 * MOST_OUTPUT) this.#text = this.#text.slice(-MOST_OUTPUT);
  }

  get text(): string {
    return this.#text;
  }

  hasLine(line: string): boolean {
    return this.#text
      .split("\n")
      .slice(0, -1)
      .some((found) => found.trimEnd() === line);
  }

  end(): string {
    return this.#text + this.#decoder.end();
  }
}
