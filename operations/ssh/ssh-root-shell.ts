import { OperationError } from "../operation-error";
import { outputAfterReady, READY, rootCommand, scriptInput, type Elevation } from "./root-command";
import { rootError } from "./root-error";
import type { RootShell, RunOptions } from "./root-shell";
import type { ExecOptions, ExecResult, SshConnection } from "./ssh-connection";

export interface SshRootShellOptions {
  /** Makes a connection; called again when the last one was lost. */
  readonly connect: () => Promise<SshConnection>;
  readonly user: string;
  readonly elevation: Elevation;
}

/** A root shell over ssh. It connects with the first script, and again after the connection was lost. */
export class SshRootShell implements RootShell {
  readonly #options: SshRootShellOptions;
  #connection: Promise<SshConnection> | undefined;
  #closed = false;

  constructor(options: SshRootShellOptions) {
    this.#options = options;
  }

  async run(script: string, options: RunOptions = {}): Promise<ExecResult> {
    const connection = await this.connection();
    const { elevation, user } = this.#options;
    const { onStdout, ...rest } = options;
    const result = await connection.exec(rootCommand(elevation), {
      ...rest,
      ...input(elevation, script),
      ...(onStdout === undefined ? {} : { onStdout: afterReady(onStdout) }),
    });
    const stdout = outputAfterReady(result.stdout);
    if (stdout === undefined) throw rootError(user, result);
    return { ...result, stdout };
  }

  /** The connection as it is, or a new one where there is none or it was lost. */
  async connection(): Promise<SshConnection> {
    for (;;) {
      if (this.#closed) throw new OperationError(CLOSED);
      const attempt = (this.#connection ??= this.#options.connect());
      try {
        const connection = await attempt;
        if (connection.open) return connection;
      } catch (error) {
        this.#forget(attempt);
        throw error;
      }
      this.#forget(attempt);
    }
  }

  #forget(attempt: Promise<SshConnection>): void {
    if (this.#connection === attempt) this.#connection = undefined;
  }

  close(): void {
    this.#closed = true;
    // A connection that was never made needs no closing.
    this.#connection?.then(
      (connection) => {
        connection.close();
      },
      () => undefined,
    );
  }
}

const CLOSED = {
  attempted: "run a command",
  cause: "The connection is closed.",
  suggestion: "Start the action again.",
  code: "connection-closed",
};

/** With a password, the script waits for bash: had sudo refused the password, it would take the script's lines for further tries. */
function input(elevation: Elevation, script: string): ExecOptions {
  const stdin = scriptInput(script);
  if (elevation.kind !== "sudo-password") return { stdin };
  return { stdin: `${elevation.password}\n`, after: { line: READY, stdin, unless: /try again/i } };
}

/** Passes on what comes after the READY line. */
function afterReady(onStdout: (chunk: Buffer) => void): (chunk: Buffer) => void {
  const line = Buffer.from(`${READY}\n`);
  let before: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (before === undefined) {
      onStdout(chunk);
      return;
    }
    before = Buffer.concat([before, chunk]);
    const at = before.indexOf(line);
    if (at < 0) return;
    const rest = before.subarray(at + line.length);
    before = undefined;
    if (rest.length > 0) onStdout(rest);
  };
}
