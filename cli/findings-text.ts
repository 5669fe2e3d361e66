import type { Finding, Severity } from "../cluster/finding";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { SourceRange } from "../cluster/source-range";
import type { Colours } from "./colours";

/** `file:line:column`, counted from 1, as terminals make links of it. */
function place(name: string, document: ManifestDocument, range: SourceRange): string {
  const { line, character } = document.positionAt(range.start);
  return `${name}:${String(line + 1)}:${String(character + 1)}`;
}

/** Findings for people: one line each, with the related places and the fixes that an editor offers indented below. */
export function findingsText(
  name: string,
  document: ManifestDocument,
  findings: readonly Finding[],
  colours: Colours,
): string {
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colours.red,
    warning: colours.yellow,
    information: colours.blue,
    hint: colours.dim,
  };
  return findings
    .flatMap((finding) => [
      `${place(name, document, finding.range)}: ${paint[finding.severity](finding.severity)}: ${finding.message} ${colours.dim(`[${finding.code}]`)}`,
      ...finding.related.map((related) => `    ${place(name, document, related.range)}: ${related.message}`),
      ...(finding.fixes.length === 0
        ? []
        : [`    fix: ${finding.fixes.map((fix) => fix.title).join("; or: ")}`]),
    ])
    .join("\n");
}

/** "2 errors, 1 warning", or "no findings". */
export function countFindings(findings: readonly Finding[]): string {
  const words = (["error", "warning", "information", "hint"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const plural = severity === "information" ? "notes" : `${severity}s`;
    const single = severity === "information" ? "note" : severity;
    return count === 0 ? [] : [`${String(count)} ${count === 1 ? single : plural}`];
  });
  return words.length === 0 ? "no findings" : words.join(", ");
}

/** A finding as JSON: places counted from 1. */
export function findingJson(document: ManifestDocument, finding: Finding): object {
  const position = (offset: number): object => {
    const { line, character } = document.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  const span = (range: SourceRange): object => ({ start: position(range.start), end: position(range.end) });
  return {
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    range: span(finding.range),
    related: finding.related.map((related) => ({ message: related.message, range: span(related.range) })),
  };
}
