import type { Finding, RelatedPlace, Severity } from "../cluster/finding";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { SourceRange, TextPosition } from "../cluster/source-range";
import type { Colours } from "./colours";
import { elsewhereName } from "./elsewhere-name";

/** `file:line:column`, counted from 1, as terminals make links of it. */
function place(name: string, { line, character }: TextPosition): string {
  return `${name}:${String(line + 1)}:${String(character + 1)}`;
}

function relatedPlace(name: string, document: ManifestDocument, { range, elsewhere }: RelatedPlace): string {
  return elsewhere === undefined
    ? place(name, document.positionAt(range.start))
    : place(elsewhereName(name, elsewhere), elsewhere.start);
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
      `${place(name, document.positionAt(finding.range.start))}: ${paint[finding.severity](finding.severity)}: ${finding.message} ${colours.dim(`[${finding.code}]`)}`,
      ...finding.related.map((related) => `    ${relatedPlace(name, document, related)}: ${related.message}`),
      ...fixLine(finding),
    ])
    .join("\n");
}

/** The fixes that an editor offers: those that change something in this text. */
function fixLine({ fixes }: Finding): readonly string[] {
  const titles = fixes.filter(({ changes }) => changes.length > 0).map(({ title }) => title);
  return titles.length === 0 ? [] : [`    fix: ${titles.join("; or: ")}`];
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

/** A finding as JSON: places counted from 1; those in another manifest name it. */
export function findingJson(name: string, document: ManifestDocument, finding: Finding): object {
  const position = ({ line, character }: TextPosition): object => ({ line: line + 1, column: character + 1 });
  const span = ({ start, end }: SourceRange): object => ({
    start: position(document.positionAt(start)),
    end: position(document.positionAt(end)),
  });
  const related = ({ message, range, elsewhere }: RelatedPlace): object =>
    elsewhere === undefined
      ? { message, range: span(range) }
      : {
          message,
          manifest: elsewhereName(name, elsewhere),
          range: { start: position(elsewhere.start), end: position(elsewhere.end) },
        };
  return {
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    range: span(finding.range),
    related: finding.related.map(related),
  };
}
