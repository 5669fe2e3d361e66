import type { Cluster } from "../cluster";
import type { Finding } from "../finding";
import type { ReleaseFacts } from "../generated/release-facts";
import { chooseRelease } from "../release/catalogue";
import { featuresOf } from "../release/features";
import type { DraftNode, Report, Rule, RuleSubject } from "../rules/rule";
import { rules } from "../rules/rules";
import { secretPlaces } from "../rules/secret-values";
import { buildCluster } from "./build-cluster";
import type { ClusterManifest, Draft } from "./draft";
import type { ManifestDocument } from "./manifest-document";
import { plainValue } from "./plain-value";
import { readDraft } from "./read-draft";
import { checkSchema } from "./schema-findings";
import { readSecret } from "./secret-reference";

/** More findings than this only slow the editor down. */
const MOST_FINDINGS = 500;

export interface ManifestCheck {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** The manifest as far as it could be read. */
  readonly draft: Draft;
  /** The facts in force; undefined where the release is missing or unknown. */
  readonly release: ReleaseFacts | undefined;
  /** The whole cluster, where the manifest has all that it needs; it may still have findings of the rules. */
  readonly cluster: Cluster | undefined;
}

/** Reads a manifest and tells everything that is wrong with it. The same for editor, terminal and deploy. */
export function checkManifest(document: ManifestDocument): ManifestCheck {
  const syntax = document.syntaxFindings;
  const root = document.root;
  if (root === undefined || (root.kind === "scalar" && root.value === null)) {
    const findings = syntax.length > 0 ? capped(syntax) : [emptyManifest(document)];
    return { findings, draft: {}, release: undefined, cluster: undefined };
  }
  const value = plainValue(root);
  const schema = checkSchema(document, value);
  const draft = readDraft(value, schema.misfits);
  const subject = ruleSubject(document, draft);
  // In a file that YAML cannot read to its end, what comes after the fault is missing or misread: to tell it would only hide the fault.
  const fault = syntax.find((finding) => finding.code === "yaml-syntax");
  const findings =
    fault === undefined
      ? [...syntax, ...besides(syntax, schema.findings), ...ruleFindings(document, subject)]
      : [...syntax, ...schema.findings.filter((finding) => isSureBefore(fault, finding))];
  const whole = syntax.length === 0 && schema.findings.length === 0;
  return {
    findings: capped(findings.sort(byPlace)),
    draft,
    release: subject.release,
    cluster: whole ? wholeCluster(subject) : undefined,
  };
}

/** What YAML could not resolve has no value: that is told once, not again as a value that is missing. */
function besides(syntax: readonly Finding[], findings: readonly Finding[]): readonly Finding[] {
  if (syntax.length === 0) return findings;
  const told = new Set(syntax.map(({ range }) => range.start));
  return findings.filter(({ range, code }) => code === "schema-missing-key" || !told.has(range.start));
}

/** Whether any finding is an error: then nothing may be deployed. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

function wholeCluster(subject: RuleSubject): Cluster | undefined {
  const readable = [...secretPlaces(subject)].every((place) => readSecret(place.value).kind === "value");
  return subject.release === undefined || !readable
    ? undefined
    : buildCluster(subject.draft as ClusterManifest, subject.release);
}

function ruleSubject(document: ManifestDocument, draft: Draft): RuleSubject {
  const releaseChoice = draft.release === undefined ? undefined : chooseRelease(draft.release);
  const release =
    releaseChoice === undefined || releaseChoice.kind === "unknown" ? undefined : releaseChoice.release;
  return {
    document,
    draft,
    releaseChoice,
    release,
    features: featuresOf(draft, release),
    nodes: draftNodes(draft),
  };
}

function draftNodes(draft: Draft): DraftNode[] {
  return (["master", "media"] as const).flatMap((role) => {
    const list = `${role}Nodes` as const;
    return (draft[list] ?? []).flatMap((node, index): DraftNode[] => {
      if (node === undefined) return [];
      const path = [list, index];
      const own = node.ssh?.port;
      const common = draft.ssh?.port;
      const sshPortPath =
        own !== undefined ? [...path, "ssh", "port"] : common !== undefined ? ["ssh", "port"] : undefined;
      const label = node.name ?? `${role} node ${String(index + 1)}`;
      return [{ role, index, path, label, node, sshPort: own ?? common ?? 22, sshPortPath }];
    });
  });
}

/** A key or word that is wrong whatever comes later; an empty value before a fault is mostly the fault's echo. */
function isSureBefore(fault: Finding, { code, range }: Finding): boolean {
  return range.end <= fault.range.start && ["schema-unknown-key", "schema-choice"].includes(code);
}

/** Where aliases bring a rule to the same text by several paths, it is told once: there is one place to mend. */
function ruleFindings(document: ManifestDocument, subject: RuleSubject): Finding[] {
  const told = new Map<string, string>();
  return rules.flatMap((rule) => {
    const findings: Finding[] = [];
    for (const report of rule.check(subject)) {
      const found = toFinding(document, rule, report);
      const key = `${rule.id} ${found.severity} ${String(found.range.start)} ${String(found.range.end)}`;
      const path = JSON.stringify(report.path);
      if ((told.get(key) ?? path) !== path) continue;
      told.set(key, path);
      findings.push(found);
    }
    return findings;
  });
}

/** What nobody reads to its end is cut, and says so; the cut never hides that there are errors. */
function capped(findings: readonly Finding[]): readonly Finding[] {
  const [shown, rest] = [findings.slice(0, MOST_FINDINGS), findings.slice(MOST_FINDINGS)];
  const [first] = rest;
  if (first === undefined) return findings;
  const worst = rest.find((finding) => finding.severity === "error") ?? first;
  const message = "There are more findings than are shown. Mend those above first.";
  return [...shown, { ...worst, code: "more-findings", message, range: first.range, related: [], fixes: [] }];
}

function toFinding(document: ManifestDocument, rule: Rule, report: Report): Finding {
  return {
    code: rule.id,
    severity: report.severity ?? rule.severity,
    message: readable(report.message),
    range: document.rangeOf(report.path, report.part ?? "value"),
    related: (report.related ?? []).map(({ path, part, message }) => ({
      range: document.rangeOf(path, part ?? "value"),
      message,
    })),
    fixes: report.fixes ?? [],
  };
}

/** Cuts words that nobody reads to their end. */
function readable(message: string): string {
  return message.replace(/\S{100,}/g, (word) => `${word.slice(0, 60)}…`);
}

function emptyManifest(document: ManifestDocument): Finding {
  return {
    code: "empty-manifest",
    severity: "error",
    message: "The manifest is empty. It begins with 'name', 'release' and 'domain'.",
    range: document.rangeOf([], "value"),
    related: [],
    fixes: [],
  };
}

function byPlace(one: Finding, other: Finding): number {
  return one.range.start - other.range.start || one.range.end - other.range.end;
}
