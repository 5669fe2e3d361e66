import type { ArgumentFact, NodeRole, ReleaseFacts } from "../cluster/cluster";
import { argumentsOfKey } from "../cluster/installer/installer-arguments";
import { shellQuote } from "../cluster/installer/shell-quote";
import { MASK } from "../cluster/language/shown-value";
import type { Draft } from "../cluster/manifest/draft";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import { schemaAt } from "../cluster/manifest/manifest-schema";
import { listWords } from "../cluster/nearest-word";
import { knownVersions, releases } from "../cluster/release/catalogue";
import { applies } from "../cluster/release/condition";
import { featuresOf } from "../cluster/release/features";
import { releaseSpans } from "../cluster/release/release-spans";
import { formatPath, type Path } from "../cluster/source-range";
import { code } from "./markdown";

const ROLE: Readonly<Record<NodeRole, string>> = { master: "Master nodes", media: "Media nodes" };

interface Subject {
  readonly document: ManifestDocument;
  readonly check: ManifestCheck;
  readonly key: Path;
}

/** What a key becomes on the installer's command line at the release in force; empty where it never becomes anything. */
export function commandLineText(document: ManifestDocument, check: ManifestCheck, path: Path): string {
  const { release, draft } = check;
  // An item of a list becomes what its list becomes.
  const key = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  if (release === undefined) return "";
  const facts = argumentsOfKey(release, key);
  if (facts.length === 0) return notTaken(release, key);
  const features = featuresOf(draft, release);
  const isPassed = (fact: ArgumentFact): boolean =>
    applies(fact.when, { ...features, forcePublicIp: isForced(draft, fact.role, key) });
  const lines = byArgument(facts).map((same) => {
    const passed = same.find(isPassed);
    const text = passed === undefined ? unpassedText(same) : passedText(passed, { document, check, key });
    return `- ${ROLE[same[0].role]}: ${text}`;
  });
  return [`**On the installer's command line** (${release.version})`, "", ...lines].join("\n");
}

/** Facts about the same argument of the same role, which differ in their conditions. */
function byArgument(facts: readonly ArgumentFact[]): [ArgumentFact, ...ArgumentFact[]][] {
  const groups = new Map<string, [ArgumentFact, ...ArgumentFact[]]>();
  for (const fact of facts) {
    const id = `${fact.role} ${fact.name}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [fact]);
    else group.push(fact);
  }
  return [...groups.values()];
}

/** A media node's argument is judged by the node itself, a master's by whether any media node is forced. */
function isForced(draft: Draft, role: NodeRole, key: Path): boolean {
  const media = draft.mediaNodes ?? [];
  const own = key[0] === "mediaNodes" && typeof key[1] === "number" ? [media[key[1]]] : media;
  return (role === "media" ? own : media).some((node) => node?.forcePublicIp === true);
}

/** Which releases take a key, where not all do; empty where this one does not, which is told with the command line. */
export function releasesText(path: Path, { release }: ManifestCheck): string {
  const key = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
  if (release === undefined || typeof key[1] === "number" || argumentsOfKey(release, key).length === 0)
    return "";
  const taking = releases.filter((known) => argumentsOfKey(known, key).length > 0);
  if (taking.length === releases.length) return "";
  const spans = releaseSpans(
    taking.map(({ version }) => version),
    knownVersions,
  );
  return `Only at ${listWords(spans, "and")}.`;
}

function notTaken(release: ReleaseFacts, key: Path): string {
  const others = releases
    .filter((other) => argumentsOfKey(other, key).length > 0)
    .map((other) => other.version);
  // A node's address is of use beyond the command line.
  if (others.length === 0 || typeof key[1] === "number") return "";
  return `Release ${release.version} does not take it; ${listWords(releaseSpans(others, knownVersions), "and")} ${others.length > 1 ? "do" : "does"}.`;
}

function passedText(fact: ArgumentFact, subject: Subject): string {
  const value = shownValue(fact, subject);
  return code(value === undefined ? fact.name : `${fact.name}=${shellQuote(value)}`) + doubt(fact);
}

function unpassedText(facts: readonly [ArgumentFact, ...ArgumentFact[]]): string {
  const conditions = facts.map((fact) => conditionText(fact.when ?? {}));
  return `${code(facts[0].name)} — not passed here: only with ${conditions.join(", or with ")}${doubt(facts[0])}`;
}

function doubt({ unverified }: ArgumentFact): string {
  return unverified === undefined ? "" : `\n  *Not confirmed by a public source: ${unverified}*`;
}

/** The argument's value as the hover may show it; undefined for a flag. */
function shownValue(fact: ArgumentFact, { document, check, key }: Subject): string | undefined {
  const { flag, masterPrivateIps, text, file, nodeKey } = fact.value;
  if (flag === true) return undefined;
  if (fact.secret === true || schemaAt(key)?.secret === true) return MASK;
  if (text !== undefined) return text;
  if (file !== undefined) return "the file's content as base64";
  if (masterPrivateIps === true) {
    return (check.draft.masterNodes ?? []).map((node) => node?.privateIp ?? "?").join(",");
  }
  if (formatPath(key) === "modules") {
    // In the documents' order, whatever the manifest's.
    const known = (check.release?.modules ?? []).map((module) => module.name);
    return known.filter((name) => check.draft.modules?.includes(name) === true).join(",");
  }
  const written = document.nodeAtPath(nodeKey === undefined ? key : [...key.slice(0, -1), nodeKey]);
  return written?.kind === "scalar" ? String(written.value ?? "") : "…";
}

function conditionText(when: NonNullable<ArgumentFact["when"]>): string {
  const words = [
    ...(when.module === undefined ? [] : [`module ${code(when.module)}`]),
    ...(when.certificate === undefined ? [] : [`certificate type ${code(when.certificate)}`]),
    ...(when.loadBalancing === undefined ? [] : [`load balancing ${code(when.loadBalancing)}`]),
    ...(when.rtcEngine === undefined ? [] : [`engine ${code(when.rtcEngine)}`]),
    ...(when.ingress === undefined ? [] : [`ingress ${code(when.ingress)}`]),
    ...(when.turnDomain === undefined ? [] : [when.turnDomain ? "a TURN domain" : "no TURN domain"]),
    ...(when.turnCertificate === undefined ? [] : ["a certificate for the TURN domain"]),
    ...(when.forcePublicIp === undefined ? [] : ["`forcePublicIp: true`"]),
  ];
  return listWords(words, "and");
}
