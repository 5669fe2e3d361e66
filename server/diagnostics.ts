import path from "node:path";
import { pathToFileURL } from "node:url";
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver";
import type { Finding, FindingTag, Severity } from "../cluster/finding";
import type { ClientAbilities } from "./client-abilities";
import type { KnownManifest } from "./known-manifest";
import { toRange } from "./positions";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The documentation of a finding's code; the pages are shipped beside the server. */
function pageOf(code: string): string {
  const server = process.argv[1] ?? "";
  return pathToFileURL(path.resolve(path.dirname(server), "..", "docs", "rules", `${code}.md`)).href;
}

const TAG: Readonly<Record<FindingTag, DiagnosticTag>> = {
  unused: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** A finding as the editor's Problems view takes it. */
export function toDiagnostic(
  manifest: KnownManifest,
  finding: Finding,
  abilities: ClientAbilities,
): Diagnostic {
  const { uri, document } = manifest;
  const related = finding.related.map(({ range, message, elsewhere }) => ({
    location:
      elsewhere === undefined
        ? { uri, range: toRange(document, range) }
        : { uri: elsewhere.uri, range: { start: elsewhere.start, end: elsewhere.end } },
    message,
  }));
  return {
    range: toRange(document, finding.range),
    severity: SEVERITY[finding.severity],
    code: finding.code,
    ...(abilities.diagnosticLinks ? { codeDescription: { href: pageOf(finding.code) } } : {}),
    source: "OpenVidu",
    message: finding.message,
    ...(related.length > 0 && abilities.relatedInformation ? { relatedInformation: related } : {}),
    ...(finding.tags !== undefined && abilities.diagnosticTags
      ? { tags: finding.tags.map((tag) => TAG[tag]) }
      : {}),
  };
}

/** Everything that is wrong with a manifest's present text. */
export function diagnosticsOf(manifest: KnownManifest, abilities: ClientAbilities): Diagnostic[] {
  return manifest.check.findings.map((finding) => toDiagnostic(manifest, finding, abilities));
}
