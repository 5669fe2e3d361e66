import { EXIT, type ExitCode, type Terminal } from "./terminal";

/** Runs a command whose first Ctrl-C cancels it in an orderly way; a second one leaves at once. */
export async function cancelOnInterrupt(
  terminal: Terminal,
  command: (signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    terminal.error(
      "Stopping. An installation that runs on a node goes on there; deploy again to follow it. Ctrl-C once more leaves at once.",
    );
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    return await command(controller.signal);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
