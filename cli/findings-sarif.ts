import { pathToFileURL } from "node:url";
import type { Log, Location, ReportingDescriptor, Result } from "sarif";
import type { Finding, RelatedPlace, Severity } from "../cluster/finding";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import { otherFindings } from "../cluster/rules/other-findings";
import { rules } from "../cluster/rules/rules";
import type { SourceRange, TextPosition } from "../cluster/source-range";
import { elsewhereName } from "./elsewhere-name";
import type { ManifestFile } from "./manifest-file";

const LEVEL: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** Findings as SARIF 2.1.0, which code review tools read. Lines and columns count from 1, columns in UTF-16 code units. */
export function findingsSarif({
  name,
  document,
  findings,
}: Pick<ManifestFile, "name" | "document" | "findings">): Log {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ovcluster", rules: codes.map(describeRule) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => toResult(name, document, finding, codes.indexOf(finding.code))),
      },
    ],
  };
}

/** The log of a run that came to no findings, as the file could not be read. */
export function failureSarif(message: string): Log {
  const notification = { level: "error", message: { text: message } } as const;
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ovcluster" } },
        invocations: [{ executionSuccessful: false, toolExecutionNotifications: [notification] }],
      },
    ],
  };
}

function describeRule(id: string): ReportingDescriptor {
  const rule = rules.find((known) => known.id === id);
  if (rule !== undefined)
    return { id, fullDescription: { text: rule.protectsFrom }, help: { text: rule.fix } };
  const other = otherFindings.find(({ code }) => code === id);
  return other === undefined
    ? { id }
    : { id, fullDescription: { text: other.about }, help: { text: other.fix } };
}

function toResult(name: string, document: ManifestDocument, finding: Finding, ruleIndex: number): Result {
  const related = finding.related.map((place): Location => ({
    ...relatedLocation(name, document, place),
    message: { text: place.message },
  }));
  return {
    ruleId: finding.code,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [location(name, document, finding.range)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
  };
}

function relatedLocation(name: string, document: ManifestDocument, place: RelatedPlace): Location {
  const { range, elsewhere } = place;
  return elsewhere === undefined
    ? location(name, document, range)
    : regionOf(elsewhereName(name, elsewhere), elsewhere.start, elsewhere.end);
}

function location(name: string, document: ManifestDocument, range: SourceRange): Location {
  return regionOf(name, document.positionAt(range.start), document.positionAt(range.end));
}

function regionOf(name: string, start: TextPosition, end: TextPosition): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(name) },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  };
}

/** A relative name stays relative, so that a review tool finds the file in its own checkout. */
function uriOf(name: string): string {
  if (name.startsWith("/")) return pathToFileURL(name).href;
  return name.split("/").map(encodeURIComponent).join("/");
}
