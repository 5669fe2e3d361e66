import { hasErrors } from "../../cluster/manifest/check-manifest";
import { coloursFor } from "../colours";
import { countFindings, findingJson, findingsText } from "../findings-text";
import { findingsInPlace, readManifestFile } from "../manifest-file";
import { EXIT, type ExitCode, type Terminal } from "../terminal";

export interface ValidateOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** Prints what is wrong with a manifest. Ends with 1 where there is an error, or a warning when strict. */
export async function validate(
  terminal: Terminal,
  manifest: string | undefined,
  options: ValidateOptions,
): Promise<ExitCode> {
  const file = await readManifestFile(manifest, terminal.workingDirectory);
  const { name, document } = file;
  const findings = findingsInPlace(file);
  if (options.json === true) {
    const report = { manifest: name, findings: findings.map((finding) => findingJson(document, finding)) };
    terminal.out(JSON.stringify(report, null, 2));
  } else {
    if (findings.length > 0) terminal.out(findingsText(name, document, findings, coloursFor(terminal)));
    terminal.out(`${name}: ${countFindings(findings)}`);
  }
  const strictly = options.strict === true && findings.some((finding) => finding.severity === "warning");
  return hasErrors(findings) || strictly ? EXIT.failed : EXIT.fine;
}
