import { status } from "../../operations/actions/status";
import { setUpAction, type ConnectOptions } from "../action-setup";
import { coloursFor } from "../colours";
import { errorsText } from "../error-text";
import { statusText, urlsText } from "../status-text";
import { EXIT, type ExitCode, type Terminal } from "../terminal";

/** Prints the state of every node. Ends with 1 where a node is not running. */
export async function statusCommand(
  terminal: Terminal,
  manifest: string | undefined,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const ignoreEvents = (): void => undefined;
  const { context } = await setUpAction(terminal, manifest, options, ignoreEvents, signal);
  const found = await status(context);
  if (options.json === true) {
    terminal.out(JSON.stringify(found, null, 2));
  } else {
    const colours = coloursFor(terminal);
    terminal.out(statusText(found, colours));
    const errors = found.nodes.flatMap((node) => (node.error === undefined ? [] : [node.error]));
    if (errors.length > 0) terminal.error(`\n${errorsText(errors, colours)}`);
    else terminal.out(`\n${urlsText(found)}`);
  }
  return found.nodes.every((node) => node.state === "running") ? EXIT.fine : EXIT.failed;
}
