/** Where the command line writes to and what it knows of it; handed in, so that tests can read it back. */
export interface Terminal {
  /** Results, for people and pipes. */
  out(text: string): void;
  /** Findings, progress notes and errors. */
  error(text: string): void;
  /** Colours are wanted on standard output. */
  readonly colours: boolean;
  readonly workingDirectory: string;
}

/** Exit codes that scripts may rely on. */
export const EXIT = { fine: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that ends the command with one message for people. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
    this.name = "CommandError";
  }
}
