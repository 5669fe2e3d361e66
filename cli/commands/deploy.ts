import { deploy, type DeployResult } from "../../operations/actions/deploy";
import type { OperationEvent } from "../../operations/events";
import { setUpAction, type ActionSetup, type ConnectOptions } from "../action-setup";
import { coloursFor } from "../colours";
import { errorsText } from "../error-text";
import { EventLines } from "../event-lines";
import { statusText, urlsText } from "../status-text";
import { EXIT, type ExitCode, type Terminal } from "../terminal";

export interface DeployOptions extends ConnectOptions {
  readonly verbose?: boolean;
  readonly adoptSecrets?: boolean;
}

/** Brings the cluster up, telling what happens as it happens. With `json`, every event is one line of JSON. */
export async function deployCommand(
  terminal: Terminal,
  manifest: string | undefined,
  options: DeployOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const lines = new EventLines(coloursFor(terminal), options.verbose === true ? "steps-and-output" : "steps");
  const emit = (event: OperationEvent): void => {
    if (options.json === true) terminal.out(JSON.stringify(event));
    else for (const line of lines.lines(event)) terminal.out(line);
  };
  const setup = await setUpAction(terminal, manifest, options, emit, signal);
  const mayAdopt = (): Promise<boolean> => Promise.resolve(options.adoptSecrets === true);
  const result = await deploy({ ...setup.context, mayAdopt });
  if (options.json === true) terminal.out(JSON.stringify({ type: "result", ...result }));
  else printResult(terminal, setup, result);
  if (result.outcome === "cancelled") return EXIT.interrupted;
  return result.outcome === "failed" ? EXIT.failed : EXIT.fine;
}

function printResult(
  terminal: Terminal,
  setup: ActionSetup,
  { outcome, status, errors }: DeployResult,
): void {
  const colours = coloursFor(terminal);
  if (errors.length > 0) terminal.error(`\n${errorsText(errors, colours)}`);
  if (outcome === "failed" || outcome === "cancelled") return;
  const { release, masters } = setup.cluster;
  terminal.out(`\n${statusText(status, colours)}`);
  terminal.out(`\n${colours.bold("Addresses")}\n${urlsText(status)}`);
  const onNodes = release.files.credentials.map((file) => `  ${file}`).join("\n");
  terminal.out(
    `\n${colours.bold("Credentials")}\nHere: ${setup.secretsFile}\nOn every master node (${masters.map((node) => node.name).join(", ")}):\n${onNodes}`,
  );
}
