import { CommandError, EXIT, type ExitCode, type Terminal } from "./terminal";

/** What somebody who presses Ctrl-C has to know of a command. */
export const WHAT_GOES_ON = {
  installs: "An installation that runs on a node goes on there; deploy again to follow it.",
  reads: "Nothing is changed on any node.",
} as const;

/**
 * Runs a command whose first Ctrl-C cancels it in an orderly way; a second one leaves at once.
 *
 * @throws CommandError where the command gives up because of it
 */
export async function cancelOnInterrupt(
  terminal: Terminal,
  kind: keyof typeof WHAT_GOES_ON,
  command: (signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    terminal.error(`Stopping. ${WHAT_GOES_ON[kind]} Ctrl-C once more leaves at once.`);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    return await command(controller.signal);
  } catch (error) {
    // Commands give up while they ask or read, before they write. Whatever else went wrong is told as it is.
    if (!controller.signal.aborted || !isAbort(error)) throw error;
    throw new CommandError("Interrupted; nothing was written.", EXIT.interrupted);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
