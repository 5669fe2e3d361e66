import { hasErrors } from "../../cluster/manifest/check-manifest";
import { coloursFor } from "../colours";
import { findingsSarif } from "../findings-sarif";
import { countFindings, findingJson, findingsText } from "../findings-text";
import { findingsAmongOthers, readManifestFile, type ManifestFile } from "../manifest-file";
import { EXIT, type ExitCode, type Terminal } from "../terminal";

export const VALIDATE_FORMATS = ["text", "json", "sarif"] as const;
export type ValidateFormat = (typeof VALIDATE_FORMATS)[number];

export interface ValidateOptions {
  readonly format?: ValidateFormat;
  /** The same as `--format json`. */
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Prints what is wrong with a manifest, the certificates that it names, and its machines where another manifest of its folder has them too. Ends with 1 where there is an error, or a warning when strict. */
export async function validate(
  terminal: Terminal,
  manifest: string | undefined,
  options: ValidateOptions,
): Promise<ExitCode> {
  const file = await readManifestFile(manifest, terminal.workingDirectory);
  const findings = await findingsAmongOthers(file);
  const told = { ...file, findings };
  switch (options.format ?? (options.json === true ? "json" : "text")) {
    case "json":
      terminal.out(jsonReport(told));
      break;
    case "sarif":
      terminal.out(JSON.stringify(findingsSarif(told), null, 2));
      break;
    case "text":
      if (findings.length > 0)
        terminal.out(findingsText(file.name, file.document, findings, coloursFor(terminal)));
      terminal.out(`${file.name}: ${countFindings(findings)}`);
  }
  const strictly = options.strict === true && findings.some((finding) => finding.severity === "warning");
  return hasErrors(findings) || strictly ? EXIT.failed : EXIT.fine;
}

function jsonReport({ name, document, findings }: ManifestFile): string {
  const report = {
    manifest: name,
    findings: findings.map((finding) => findingJson(name, document, finding)),
  };
  return JSON.stringify(report, null, 2);
}
