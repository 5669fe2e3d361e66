import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import type { RootShell } from "../ssh/root-shell";
import { CommandTimedOut, ConnectionLost } from "../ssh/ssh-connection";
import { followJobScript, JOB_STATE_SCRIPT } from "./install-job";
import { wholeNumber } from "./parse-look";

export interface FollowOptions {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Bytes of output as they come, each once, also over a reconnection. */
  readonly onOutput: (chunk: Buffer) => void;
  /** Told when the connection was lost and is made again. */
  readonly onReconnect: () => void;
  /** Milliseconds to go on trying to reconnect. */
  readonly patience: number;
}

/**
 * Reads an installation's output from its beginning until it has ended. Ending this early does not end the installation.
 *
 * @returns its exit status; undefined where it was cut off (power cut, killed)
 * @throws OperationError where the node stays away; the signal's reason when it is aborted
 */
export async function followJob(shell: RootShell, options: FollowOptions): Promise<number | undefined> {
  const { runtime, signal, patience } = options;
  let offset = 0;
  let lostAt: number | undefined;
  const onStdout = (chunk: Buffer): void => {
    offset += chunk.length;
    lostAt = undefined;
    options.onOutput(chunk);
  };
  for (;;) {
    try {
      await shell.run(followJobScript(offset), { onStdout, signal });
      const { stdout } = await shell.run(JOB_STATE_SCRIPT, { timeout: 30_000, signal });
      lostAt = undefined;
      const [first = "", status] = stdout.trim().split(/\s+/);
      if (first !== "running") return first === "exited" ? wholeNumber(status) : undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (!mayComeBack(error)) throw error;
      if (lostAt === undefined) options.onReconnect();
      lostAt ??= runtime.now();
      if (runtime.now() - lostAt > patience) throw stillGone(error);
    }
    await runtime.sleep(1000, signal);
  }
}

/** What a node answers, or does not, while it is away for a moment. */
const AWAY = new Set(["no-route", "timed-out", "connection-refused", "connection-reset", "ssh-failed"]);

function mayComeBack(error: unknown): boolean {
  if (error instanceof ConnectionLost || error instanceof CommandTimedOut) return true;
  return error instanceof OperationError && AWAY.has(error.report.code);
}

function stillGone(cause: unknown): OperationError {
  return new OperationError(
    {
      attempted: "follow the installation",
      cause: "The connection was lost and does not come back.",
      suggestion:
        "The installation goes on without it. Deploy again when the node can be reached: it is found and followed.",
      code: "connection-lost",
    },
    { cause },
  );
}
