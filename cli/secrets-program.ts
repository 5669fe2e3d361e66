import type { Command } from "commander";
import type { ConnectOptions } from "./action-setup";
import { cancelOnInterrupt } from "./interrupt";
import type * as Commands from "./commands/secrets";
import type { ExitCode, Terminal } from "./terminal";

/** `ovcluster secrets list | set | remove | regenerate | adopt`. Values are never arguments: they would stand in the process list. */
export function secretsProgram(
  secrets: Command,
  connecting: (command: Command, json?: string) => Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  secrets.description(
    "list, set, remove, regenerate or read back the cluster's secrets; no value is ever printed",
  );
  const run = async (
    manifest: string | undefined,
    options: ConnectOptions,
    act: (commands: typeof Commands, call: Commands.SecretsCall) => Promise<ExitCode>,
  ): Promise<void> => {
    const commands = await import("./commands/secrets");
    finish(
      await cancelOnInterrupt(terminal, "reads", (signal) =>
        act(commands, { terminal, manifest, options, signal }),
      ),
    );
  };
  const named = (name: string, help: string): Command =>
    connecting(secrets.command(name).argument("<name>", "the secret's name")).description(help);

  connecting(secrets.command("list"), "print them as JSON")
    .description("print the names, with where each comes from")
    .action((manifest: string | undefined, options: ConnectOptions) =>
      run(manifest, options, (commands, call) => commands.listSecrets(call)),
    );
  named("set", "keep a value: piped in, or typed without being shown").action(
    (name: string, manifest: string | undefined, options: ConnectOptions) =>
      run(manifest, options, (commands, call) =>
        commands.setSecret(call, name, {
          input: process.stdin,
          ask: process.stderr,
          signal: call.signal,
        }),
      ),
  );
  named("remove", "forget a secret here; the nodes keep what they have").action(
    (name: string, manifest: string | undefined, options: ConnectOptions) =>
      run(manifest, options, (commands, call) => commands.removeSecret(call, name)),
  );
  named("regenerate", "make a new value, unless a running cluster uses the old one").action(
    (name: string, manifest: string | undefined, options: ConnectOptions) =>
      run(manifest, options, (commands, call) => commands.regenerate(call, name)),
  );
  connecting(secrets.command("adopt"))
    .description("read what is lacking here from a master node of the running cluster")
    .action((manifest: string | undefined, options: ConnectOptions) =>
      run(manifest, options, (commands, call) => commands.adopt(call)),
    );
}
