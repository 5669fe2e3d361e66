import type { Finding, Fix, RelatedPlace } from "../finding";
import type { RelatedReport, Report, ReportFix, Rule, RuleSubject } from "../rules/rule";
import type { Path, SourceRange } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import type { NodeSlot } from "./node-slot";
import type { NodeSlots } from "./node-slots";
import { schemaFindings } from "./schema-findings";

/** More findings than this only slow the editor down. */
const MOST_FINDINGS = 500;

/** What the rules say about the manifest as a whole; `isDoubtful` tells the paths that nothing is certain of. */
export function headFindings(
  document: ManifestDocument,
  rules: readonly Rule[],
  subject: RuleSubject,
  isDoubtful: (path: Path) => boolean,
): Finding[] {
  const findings = new RuleFindings(document);
  for (const rule of rules) {
    for (const report of rule.check?.(subject) ?? [])
      if (!isDoubtful(report.path)) findings.add(rule, report);
  }
  return findings.all;
}

/**
 * What is wrong with single nodes, and with nodes together; as many as are shown, and one error more where there are
 * more. What the schema said of the head is in `told`, and not said again.
 */
export function nodeFindings(
  document: ManifestDocument,
  rules: readonly Rule[],
  slots: NodeSlots,
  told: Set<string>,
): Finding[] {
  const schema: Finding[] = [];
  const findings = new RuleFindings(document);
  const shared = rules.length > 0 ? [...slots.index.clashes()] : [];
  for (const { rule, claims } of shared) {
    for (const report of rule.shared?.clash(claims) ?? []) {
      findings.add(rule, report);
      if (findings.all.length > MOST_FINDINGS) break;
    }
  }
  for (const slot of inTextOrder(slots.troubled)) {
    const isFull = schema.length + findings.all.length > 2 * MOST_FINDINGS;
    if (isFull && !slot.hasError) continue;
    schema.push(...schemaFindings(document, slot.reading.schema.errors, slot.path, told));
    if (rules.length > 0)
      for (const { rule, report } of slot.reports) findings.add(rule, movedReport(slot, report));
    if (isFull) break;
  }
  return [...schema, ...findings.all];
}

function inTextOrder(slots: ReadonlySet<NodeSlot>): readonly NodeSlot[] {
  return [...slots].sort((one, other) => one.item.range.start - other.item.range.start);
}

function movedReport(slot: NodeSlot, report: Report): Report {
  const related = report.related?.map((place) => ({ ...place, path: slot.moved(place.path) }));
  return { ...report, path: slot.moved(report.path), ...(related === undefined ? {} : { related }) };
}

/** Makes findings of reports. Where aliases bring a rule to the same text by several paths, it is told once: there is one place to mend. */
class RuleFindings {
  readonly all: Finding[] = [];
  readonly #told = new Map<string, string>();

  constructor(readonly document: ManifestDocument) {}

  add(rule: Rule, report: Report): void {
    const found = toFinding(this.document, rule, report);
    const key = `${rule.id} ${found.severity} ${String(found.range.start)} ${String(found.range.end)}`;
    const path = JSON.stringify(report.path);
    if ((this.#told.get(key) ?? path) !== path) return;
    this.#told.set(key, path);
    this.all.push(found);
  }
}

function toFinding(document: ManifestDocument, rule: Rule, report: Report): Finding {
  const range = report.range ?? document.rangeOf(report.path, report.part ?? "value");
  const related = (report.related ?? []).flatMap((place) => relatedPlaces(document, place));
  return {
    code: rule.id,
    severity: report.severity ?? rule.severity,
    message: readable(report.message),
    range,
    // By an alias the other place may be the same text.
    related: related.filter((place) => place.elsewhere !== undefined || !isSame(place.range, range)),
    fixes: (report.fixes ?? []).map((fix) => fixAt(document, report.path, fix)),
    ...(report.tags && { tags: report.tags }),
  };
}

function isSame(one: SourceRange, other: SourceRange): boolean {
  return one.start === other.start && one.end === other.end;
}

/** A fix is worked out when somebody wants it: most are never asked for, and some look at every node. */
function fixAt(document: ManifestDocument, path: Path, { changes, ...fix }: ReportFix): Fix {
  let found: Fix["changes"] | undefined;
  return {
    ...fix,
    get changes() {
      found ??= changes(document, path);
      return found;
    },
  };
}

function relatedPlaces(
  document: ManifestDocument,
  { path, part, message, elsewhere }: RelatedReport,
): RelatedPlace[] {
  const range = document.rangeOf(path, part ?? "value");
  if (elsewhere === undefined) return [{ range, message }];
  const place = elsewhere();
  return place === undefined ? [] : [{ range, message, elsewhere: place }];
}

/** Cuts words that nobody reads to their end. */
function readable(message: string): string {
  return message.replace(/\S{100,}/g, (word) => `${word.slice(0, 60)}…`);
}

/** What nobody reads to its end is cut, and says so; the cut never hides that there are errors. */
export function capped(findings: readonly Finding[]): readonly Finding[] {
  const [shown, rest] = [findings.slice(0, MOST_FINDINGS), findings.slice(MOST_FINDINGS)];
  const [first] = rest;
  if (first === undefined) return findings;
  const worst = rest.find((finding) => finding.severity === "error") ?? first;
  const message = "There are more findings than are shown. Mend those above first.";
  return [...shown, { ...worst, code: "more-findings", message, range: first.range, related: [], fixes: [] }];
}

export function byPlace(one: Finding, other: Finding): number {
  return one.range.start - other.range.start || one.range.end - other.range.end;
}
