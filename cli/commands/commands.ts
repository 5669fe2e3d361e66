import type { Cluster } from "../../cluster/cluster";
import { renderInstallDocument } from "../../cluster/installer/install-document";
import {
  installSections,
  type InstallSection,
  type ShowValue,
} from "../../cluster/installer/install-sections";
import { installData, renderInstallText } from "../../cluster/installer/install-text";
import { maskLiteralSecrets } from "../../cluster/installer/literal-secrets";
import { neededValues, type NeededValue } from "../../cluster/installer/needed-values";
import { hasErrors } from "../../cluster/manifest/check-manifest";
import { nodeRuntime } from "../../operations/node-runtime";
import { secretVariable } from "../../cluster/installer/secret-variable";
import { knownValues } from "../../operations/secrets/known-values";
import { secretsFor } from "../action-setup";
import { coloursFor } from "../colours";
import { countFindings, findingsText } from "../findings-text";
import { findingsInPlace, readManifestFile } from "../manifest-file";
import { CommandError, EXIT, type ExitCode, type Terminal } from "../terminal";
import { writeScripts } from "../write-scripts";

/** How the sections are printed. */
export const FORMATS = ["text", "markdown", "json"] as const;

export interface CommandsOptions {
  readonly revealSecrets?: boolean;
  readonly secretsFile?: string;
  readonly format?: (typeof FORMATS)[number];
  /** Write scripts into this folder instead. */
  readonly out?: string;
  readonly force?: boolean;
}

const MASK = "•••";

/**
 * Prints or writes the four sections of the official wizard. What is wrong with the manifest is told on standard error;
 * with an error there are no commands, since they would install another cluster than the one that is meant.
 */
export async function commandsCommand(
  terminal: Terminal,
  named: string | undefined,
  options: CommandsOptions,
): Promise<ExitCode> {
  if (options.out !== undefined && options.format !== undefined)
    throw new CommandError(
      `--out writes scripts and a README, which have no format: leave out --out to print ${options.format}, or --format to write the scripts.`,
      EXIT.usage,
    );
  const runtime = nodeRuntime();
  const file = await readManifestFile(named, terminal.workingDirectory);
  const { cluster, name, document, directory } = file;
  const findings = findingsInPlace(file);
  if (findings.length > 0) terminal.error(findingsText(name, document, findings, coloursFor(terminal)));
  if (cluster === undefined || hasErrors(findings)) {
    throw new CommandError(
      `${name} has ${countFindings(findings)}; no commands can be made of it. Correct it first; nothing was written.`,
    );
  }
  const { store } = secretsFor(cluster, options.secretsFile, runtime, terminal);
  const reveal = options.revealSecrets === true;
  const known = await knownValues(cluster, reveal ? "with" : "without", {
    runtime,
    secrets: store,
    directory,
  });
  const show = (secrets: boolean): ShowValue => {
    return (key, secret) =>
      secret && !secrets ? MASK : (known.values.get(key) ?? `<${key.replace(/^credentials\./, "")}>`);
  };
  if (options.out !== undefined) {
    const sections = installSections(maskLiteralSecrets(cluster, MASK), show(false));
    const folder = { path: options.out, overwrite: options.force === true };
    for (const file of await writeScripts(terminal, folder, cluster, known.values, sections, reveal))
      terminal.out(file);
  } else {
    const shown = reveal ? cluster : maskLiteralSecrets(cluster, MASK);
    const sections = installSections(shown, show(reveal));
    terminal.out(render(cluster, sections, options.format ?? "text").trimEnd());
  }
  const missing = neededValues(cluster).filter(({ key }) => known.missing.includes(key));
  for (const line of missingText(missing)) terminal.error(line);
  return EXIT.fine;
}

function render(
  cluster: Cluster,
  sections: readonly InstallSection[],
  format: (typeof FORMATS)[number],
): string {
  switch (format) {
    case "text":
      return renderInstallText(sections);
    case "markdown":
      return renderInstallDocument(sections);
    case "json": {
      const { name, releaseName } = cluster;
      return JSON.stringify(
        { cluster: name, release: releaseName, sections: installData(sections) },
        null,
        2,
      );
    }
  }
}

/** What has no value yet: what deploy will make, and what only the user can give, with where to put it. */
function missingText(missing: readonly NeededValue[]): string[] {
  const made = missing.filter(({ source, generate }) => source === undefined && generate !== undefined);
  const given = missing.filter((value) => !made.includes(value));
  const names = (values: readonly NeededValue[]): string => values.map(({ key }) => key).join(", ");
  return [
    ...(made.length === 0 ? [] : [`No value yet for ${names(made)}: 'ovcluster deploy' generates them.`]),
    ...given.map(({ key, source }) => {
      if (source?.kind === "env") return `No value for ${key}: set the environment variable ${source.name}.`;
      if (source?.kind === "file") return `No value for ${key}: the file ${source.name} cannot be read.`;
      const name = source?.kind === "secret" ? source.name : key;
      return `No value for ${key}: set ${secretVariable(name)}, or '${name}' in the file of --secrets-file.`;
    }),
  ];
}
