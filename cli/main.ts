import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import packageManifest from "../package.json";
import { OperationError } from "../operations/operation-error";
import { commandsCommand, FORMATS, type CommandsOptions } from "./commands/commands";
import type { ConnectOptions } from "./action-setup";
import type { DeployOptions } from "./commands/deploy";
import type { FirewallOptions } from "./commands/firewall";
import { importCommand, type ImportOptions } from "./commands/import";
import { initCommand, type InitOptions } from "./commands/init";
import { releasesCommand, type ReleasesOptions } from "./commands/releases";
import { validate, VALIDATE_FORMATS, type ValidateOptions } from "./commands/validate";
import { coloursFor } from "./colours";
import { errorsText } from "./error-text";
import { cancelOnInterrupt } from "./interrupt";
import { secretsProgram } from "./secrets-program";
import { standardInput } from "./line-input";
import { CommandError, EXIT, type ExitCode, type Terminal } from "./terminal";
import { toldFailure, type AskedFormat, type Failure } from "./told-failure";

const MANIFEST = "[manifest]";
const MANIFEST_HELP = "the manifest; default: the only one in this folder";

function program(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const root = new Command("ovcluster")
    .description(
      "Checks, deploys and watches OpenVidu High Availability clusters described by a YAML manifest.",
    )
    .version(packageManifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.out(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.error(text.trimEnd());
      },
    })
    .showHelpAfterError("(ovcluster --help tells more)");

  root
    .command("validate")
    .description("print what is wrong with the manifest")
    .argument(MANIFEST, MANIFEST_HELP)
    .addOption(new Option("--format <format>", "how to print").choices(VALIDATE_FORMATS))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--strict", "end with 1 for warnings too")
    .addHelpText("after", VALIDATE_EXIT)
    .action(async (manifest: string | undefined, options: ValidateOptions) => {
      finish(await validate(terminal, manifest, options));
    });

  root
    .command("commands")
    .description("print firewall rules and installation commands, as OpenVidu's own wizard does")
    .argument(MANIFEST, MANIFEST_HELP)
    .option("--reveal-secrets", "print the secrets instead of •••; with --out, write them into the scripts")
    .addOption(new Option("--format <format>", "how to print; default: text").choices(FORMATS))
    .option("--out <folder>", "write one script for each role and a README there instead of printing")
    .option("--force", "replace the scripts in a folder that is not empty")
    .option("--secrets-file <file>", SECRETS_HELP)
    .action(async (manifest: string | undefined, options: CommandsOptions) => {
      finish(await commandsCommand(terminal, manifest, options));
    });

  root
    .command("init")
    .description("ask for a new cluster, as OpenVidu's own wizard does, and write its manifest")
    .argument("[file]", "the manifest to write; default: openvidu-cluster.yaml")
    .option("--force", "replace what is there already")
    .option("--secrets-file <file>", SECRETS_HELP)
    .action(async (file: string | undefined, options: InitOptions) => {
      const input = standardInput();
      try {
        finish(await initCommand(terminal, file, options, input));
      } finally {
        input.close();
      }
    });

  root
    .command("import")
    .description(
      "make a manifest of an existing cluster: of its installation command, or of the running nodes",
    )
    .option("--command <file>", "file with the command of either role, or of both; - for standard input")
    .option("--from <host>", "a running master node to ask, as [user@]host[:port]")
    .option("--identity-file <file>", "the private key to log in with")
    .option("--known-hosts <file>", KNOWN_HOSTS_HELP, collect)
    .option("--out <file>", "the manifest to write; default: print it")
    .option("--name <name>", "the cluster's name; default: from its domain")
    .option("--domain <domain>", "the cluster's domain, where the command does not tell it")
    .option("--force", "replace what is there already")
    .option("--secrets-file <file>", SECRETS_HELP)
    .action(async (options: ImportOptions) => {
      finish(
        await cancelOnInterrupt(terminal, "reads", (signal) => importCommand(terminal, options, signal)),
      );
    });

  root
    .command("releases")
    .description("print what is known of OpenVidu's releases, of one, or what differs between two")
    .argument("[release]", "a release, as 3.8.0 or latest")
    .argument("[other]", "another release: print what is different there")
    .option("--json", "print it as JSON")
    .action((one: string | undefined, other: string | undefined, options: ReleasesOptions) => {
      finish(releasesCommand(terminal, one, other, options));
    });

  root
    .command("firewall")
    .description("print who must reach which ports, for people or for a firewall program")
    .argument(MANIFEST, MANIFEST_HELP)
    .option(
      "--format <format>",
      "markdown, csv, json, ufw, firewalld, nftables, iptables, aws, azure or svg",
      "markdown",
    )
    .option("--role <role>", "only the rules of the master or media nodes")
    .option("--node <name>", "only the rules of this node")
    .option(
      "--load-balancer <address>",
      "address or network of the external load balancer; may be repeated",
      collect,
    )
    .option("--out <file>", "write to this file; Markdown gets a picture beside it")
    .option("--force", "replace what is there already")
    .action(async (manifest: string | undefined, options: FirewallOptions) => {
      const { firewallCommand } = await import("./commands/firewall");
      finish(await firewallCommand(terminal, manifest, options));
    });

  connecting(root.command("deploy"), "print every event as a line of JSON")
    .description("bring the cluster up, or complete what is missing")
    .option("--verbose", "print the installers' output too")
    .option(
      "--adopt-secrets",
      "where secrets of a running cluster are not here, read them from a master node",
    )
    .action(async (manifest: string | undefined, options: DeployOptions) => {
      const { deployCommand } = await import("./commands/deploy");
      finish(
        await cancelOnInterrupt(terminal, "installs", (signal) =>
          deployCommand(terminal, manifest, options, signal),
        ),
      );
    });

  connecting(root.command("status"), "print the state as JSON")
    .description("print the state of every node; ends with 1 where one is not running")
    .action(async (manifest: string | undefined, options: ConnectOptions) => {
      const { statusCommand } = await import("./commands/status");
      finish(
        await cancelOnInterrupt(terminal, "reads", (signal) =>
          statusCommand(terminal, manifest, options, signal),
        ),
      );
    });
  secretsProgram(root.command("secrets"), connecting, terminal, finish);
  return root;
}

const SECRETS_HELP =
  "YAML file with mode 0600 that keeps the cluster's secrets; environment variables OVCLUSTER_SECRET_NAME come first";

const VALIDATE_EXIT = `
Ends with 0 where nothing is wrong, or nothing but warnings and notes; with 1 where there is an error, or the manifest
cannot be read (too large, a folder, not UTF-8); with 2 for wrong usage.`;

const KNOWN_HOSTS_HELP = "file with the nodes' host keys; may be repeated (default: ~/.ssh/known_hosts)";

function connecting(command: Command, json?: string): Command {
  if (json !== undefined) command.option("--json", json);
  return command
    .argument(MANIFEST, MANIFEST_HELP)
    .option("--secrets-file <file>", SECRETS_HELP)
    .option("--known-hosts <file>", KNOWN_HOSTS_HELP, collect);
}

function collect(value: string, former: readonly string[] = []): readonly string[] {
  if (value === "") throw new InvalidArgumentError("It names no file.");
  return [...former, value];
}

/** Runs the command line and answers its exit code. Whatever goes wrong is one message on standard error. */
async function main(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  let asked: AskedFormat = {};
  try {
    await program(terminal, (ended) => {
      code = ended;
    })
      .hook("preAction", (_, command) => {
        const { json, format } = command.opts<AskedFormat>();
        // What other commands print in a format goes into files, and those are not to hold an error.
        asked = command.name() === "validate" ? { json, format } : { json };
      })
      .parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    const told = errorTold(error, terminal);
    if (told === undefined) throw error;
    terminal.error(told.text);
    const failure = toldFailure(asked, told);
    if (failure !== undefined) terminal.out(failure);
    return told.code;
  }
}

interface ToldError extends Failure {
  /** With colours, where the terminal has them. */
  readonly text: string;
  readonly code: ExitCode;
}

function errorTold(error: unknown, terminal: Terminal): ToldError | undefined {
  const colours = coloursFor(terminal);
  if (error instanceof CommandError) {
    const { message, exitCode } = error;
    return { text: `${colours.red("error")}: ${message}`, message, json: { message }, code: exitCode };
  }
  if (!(error instanceof OperationError)) return undefined;
  const { report } = error;
  return {
    text: errorsText([report], colours),
    message: `Could not ${report.attempted}: ${report.cause}`,
    json: { error: report },
    code: EXIT.failed,
  };
}
const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  colours: process.stdout.isTTY && process.env["NO_COLOR"] === undefined,
  workingDirectory: process.cwd(),
};

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.fine);
  throw error;
});

void main(terminal, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
