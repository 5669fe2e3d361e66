import { readFile } from "node:fs/promises";
import path from "node:path";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import { Wizard } from "../../cluster/wizard/wizard";
import { readContent } from "../../operations/certificates/read-certificates";
import { nodeRuntime } from "../../operations/node-runtime";
import { knownHostsOf, type NamedHost } from "../../operations/ssh/user-ssh-config";
import { HOW_TO_ANSWER, questionText, readReply } from "../ask-question";
import { coloursFor } from "../colours";
import { findingsText } from "../findings-text";
import type { LineInput } from "../line-input";
import { findingsAmongOthers, refuseOtherName } from "../manifest-file";
import { writeNewFiles } from "../new-files";
import { refuseExisting } from "../place-files";
import { refuseSecretsFile, storeForNew } from "../store-for-new";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

export interface InitOptions {
  readonly force?: boolean;
  readonly secretsFile?: string;
}

/** The name that every command finds without being told. */
const USUAL_NAME = "openvidu-cluster.yaml";

/** Asks for a cluster and writes its manifest; nothing is written before the last question is answered. */
export async function initCommand(
  terminal: Terminal,
  named: string | undefined,
  options: InitOptions,
  input: LineInput,
): Promise<ExitCode> {
  const file = path.resolve(terminal.workingDirectory, named ?? USUAL_NAME);
  const replacing = options.force === true ? "replace" : "refuse";
  await refuseExisting(file, replacing);
  await refuseSecretsFile(options.secretsFile, file, terminal);
  refuseOtherName(named ?? USUAL_NAME);
  const runtime = nodeRuntime();
  const wizard = new Wizard({
    hosts: await sshHosts(path.join(runtime.homeDirectory, ".ssh", "config"), terminal),
    read: (named) => readContent(named, { runtime, directory: path.dirname(file) }),
    now: () => runtime.now(),
  });
  terminal.error(HOW_TO_ANSWER);
  await askAll(terminal, wizard, input);
  const { text, secrets, name, domain } = wizard.result();
  const store = storeForNew({ name, domain }, options.secretsFile, runtime, terminal);
  await writeNewFiles({ files: new Map([[file, { text, mode: 0o644 }]]), secrets, store }, replacing);
  const shown = path.relative(terminal.workingDirectory, file);
  terminal.out(`Wrote ${shown}.`);
  if (secrets.size > 0)
    terminal.out(`Its secrets are in ${store.keptIn}: ${[...secrets.keys()].join(", ")}.`);
  terminal.out(
    `Next: ovcluster commands ${shown} lists the ports to open, ovcluster deploy ${shown} installs it.`,
  );
  const written = { name: shown, directory: path.dirname(file), document: new ManifestDocument(text) };
  const findings = await findingsAmongOthers(written);
  if (findings.length > 0)
    terminal.out(
      `To be known of it:\n${findingsText(shown, written.document, findings, coloursFor(terminal))}`,
    );
  return EXIT.fine;
}

async function askAll(terminal: Terminal, wizard: Wizard, input: LineInput): Promise<void> {
  const colours = coloursFor({ colours: terminal.colours && process.stderr.isTTY });
  for (let question = wizard.question; question !== undefined; question = wizard.question) {
    const { number, total } = wizard.step;
    const offered = wizard.offered ?? "";
    terminal.error(`\n${questionText(question, `(${String(number)}/${String(total)})`, offered, colours)}`);
    const reply = await readReply(input, question, offered);
    if (reply.kind === "ended")
      throw new CommandError(`The input ended at the question "${question.title}"; nothing was written.`);
    if (reply.kind === "back") {
      if (!wizard.back()) terminal.error("This is the first question.");
      continue;
    }
    const told = reply.kind === "answer" ? await wizard.next(reply.answer) : reply;
    if (told.kind === "remark") terminal.error(colours.yellow(`${told.message} ('<' changes the answer.)`));
    else if (told.kind !== "fine") terminal.error(colours.red(told.message));
  }
}

/** The hosts of the user's ssh configuration. Where that cannot be read, it is told, and addresses are typed. */
async function sshHosts(file: string, terminal: Terminal): Promise<NamedHost[]> {
  try {
    return knownHostsOf(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      terminal.error(
        `${file} cannot be used: ${(error as Error).message}. Write addresses instead of its hosts.`,
      );
    return [];
  }
}
