import { stat } from "node:fs/promises";
import path from "node:path";
import type { Cluster } from "../../cluster/cluster";
import { NotAnAddress } from "../../cluster/firewall/checked-address";
import {
  exportFirewall,
  FORMATS,
  isFormatName,
  NeedsOneMachine,
  type FormatName,
  type Scope,
} from "../../cluster/firewall/formats";
import { TooManyRules } from "../../cluster/firewall/render/aws";
import { hasErrors } from "../../cluster/manifest/check-manifest";
import { listWords, nearestWord } from "../../cluster/nearest-word";
import { nodeRuntime } from "../../operations/node-runtime";
import { readUserSshConfig } from "../../operations/ssh/read-user-ssh-config";
import { withSshPorts } from "../../operations/ssh/with-ssh-ports";
import { coloursFor } from "../colours";
import { countFindings, findingsText } from "../findings-text";
import { readManifestFile } from "../manifest-file";
import { writeFiles } from "../place-files";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";

export interface FirewallOptions {
  readonly format: string;
  readonly role?: string;
  readonly node?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly loadBalancer?: readonly string[];
}

/** Prints the cluster's firewall rules, or writes them to a file; a Markdown file gets the picture beside it. */
export async function firewallCommand(
  terminal: Terminal,
  named: string | undefined,
  options: FirewallOptions,
): Promise<ExitCode> {
  const format = formatOf(options.format);
  const {
    cluster: given,
    findings,
    name,
    document,
  } = await readManifestFile(named, terminal.workingDirectory);
  if (findings.length > 0) terminal.error(findingsText(name, document, findings, coloursFor(terminal)));
  if (given === undefined || hasErrors(findings)) {
    throw new CommandError(
      `${name} has ${countFindings(findings)}; no firewall rules can be made of it. Correct it first.`,
    );
  }
  const cluster = withSshPorts(given, await readUserSshConfig(nodeRuntime()));
  const scope = scopeOf(cluster, options);
  const { loadBalancer = [], out } = options;
  refuseUnusedBalancer(cluster, loadBalancer);
  const make = (wanted: FormatName, picture?: string): string =>
    orExplain(() =>
      exportFirewall(cluster, wanted, scope, { loadBalancer, ...(picture === undefined ? {} : { picture }) }),
    );
  if (out === undefined) {
    terminal.out(make(format).trimEnd());
    return EXIT.fine;
  }
  const file = path.resolve(terminal.workingDirectory, out);
  await refuseNoFolder(file, out);
  const texts: [string, string][] = [];
  const written = [out];
  if (format === "markdown") {
    const picture = `${path.basename(file, path.extname(file))}.svg`;
    if (picture === path.basename(file))
      throw new CommandError(
        `${out} would hold both the table and its picture. Name it as rules.md, or take --format svg.`,
        EXIT.usage,
      );
    written.push(path.join(path.dirname(out), picture));
    texts.push([path.join(path.dirname(file), picture), make("svg")], [file, make(format, picture)]);
  } else texts.push([file, make(format)]);
  await writeFiles(
    new Map(texts.map(([name, text]) => [name, { text, mode: 0o644 }])),
    options.force === true ? "replace" : "refuse",
  );
  for (const name of written) terminal.out(name);
  return EXIT.fine;
}

/** A folder that is not there is a slip of the fingers, as anywhere in a shell. */
async function refuseNoFolder(file: string, named: string): Promise<void> {
  try {
    await stat(path.dirname(file));
  } catch (error) {
    // Whatever else hinders, writing tells.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return;
    throw new CommandError(
      `${named} cannot be written: there is no folder ${path.dirname(named)}. Make it, or name another file.`,
    );
  }
}

function refuseUnusedBalancer(cluster: Cluster, addresses: readonly string[]): void {
  if (cluster.features.loadBalancing === "external" || addresses.length === 0) return;
  throw new CommandError(
    `--load-balancer: this cluster has DNS load balancing (loadBalancing: dns), so no rule would name ${listWords(addresses)}. Leave it out, or write 'loadBalancing: external' into the manifest.`,
    EXIT.usage,
  );
}

function formatOf(name: string): FormatName {
  if (isFormatName(name)) return name;
  const known = Object.keys(FORMATS);
  const nearest = nearestWord(name, known);
  const hint = nearest === undefined ? `Formats: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  throw new CommandError(`There is no format '${name}'. ${hint}`, EXIT.usage);
}

function scopeOf(cluster: Cluster, { role, node: name }: FirewallOptions): Scope {
  if (role !== undefined && name !== undefined)
    throw new CommandError("--role and --node exclude each other. Give one of them.", EXIT.usage);
  if (role === "master" || role === "media") return { kind: "role", role };
  if (role !== undefined)
    throw new CommandError(`There is no role '${role}'. Roles: master, media.`, EXIT.usage);
  if (name === undefined) return { kind: "cluster" };
  const node = cluster.nodes.find((found) => found.name === name);
  if (node !== undefined) return { kind: "node", node };
  const names = cluster.nodes.map((found) => found.name);
  throw new CommandError(
    `The manifest has no node '${name}'. Its nodes are ${names.join(", ")}.`,
    EXIT.usage,
  );
}

/** What cannot be exported is told with what to do instead. */
function orExplain(make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof NeedsOneMachine)
      throw new CommandError(`${error.message} Add --role master, --role media, or --node NAME.`, EXIT.usage);
    if (error instanceof TooManyRules || error instanceof NotAnAddress) throw new CommandError(error.message);
    throw error;
  }
}
