import type { ExecResult } from "./ssh-connection";

export interface RunOptions {
  /** Bytes of the script's standard output as they come. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs bash scripts as root on one node, whatever the user's login shell is.
 * The script goes over standard input, so that it may hold secrets.
 */
export interface RootShell {
  /**
   * @throws OperationError where root cannot be had or the connection cannot be made again;
   *   ConnectionLost, CommandTimedOut, or the signal's reason while the script runs
   */
  run(script: string, options?: RunOptions): Promise<ExecResult>;
  close(): void;
}
