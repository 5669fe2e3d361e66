import type { ArgumentFact, Features, NodeRole, ReleaseFacts } from "../cluster/cluster";
import { argumentsOfKey } from "../cluster/installer/installer-arguments";
import { shellQuote } from "../cluster/installer/shell-quote";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import { schemaAt } from "../cluster/manifest/manifest-schema";
import { listWords } from "../cluster/nearest-word";
import { releases } from "../cluster/release/catalogue";
import { applies } from "../cluster/release/condition";
import { featuresOf } from "../cluster/release/features";
import { formatPath, type Path } from "../cluster/source-range";
import { code } from "./markdown";

const MASK = "•••";
const ROLE: Readonly<Record<NodeRole, string>> = { master: "Master nodes", media: "Media nodes" };

/** What a key becomes on the installer's command line at the release in force; empty where it never becomes anything. */
export function commandLineText(document: ManifestDocument, check: ManifestCheck, path: Path): string {
  const { release, draft } = check;
  const key = keyPath(path);
  if (release === undefined) return "";
  const facts = argumentsOfKey(release, key);
  if (facts.length === 0) return notTaken(release, key);
  const features = featuresOf(draft, release);
  const lines = facts.map(
    (fact) => `- ${ROLE[fact.role]}: ${argumentText(fact, document, check, key, features)}`,
  );
  return [`**On the installer's command line** (${release.version})`, "", ...lines].join("\n");
}

/** An item of a list becomes what its list becomes. */
function keyPath(path: Path): Path {
  return typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
}

function notTaken(release: ReleaseFacts, key: Path): string {
  const others = releases
    .filter((other) => argumentsOfKey(other, key).length > 0)
    .map((other) => other.version);
  // A node's address is of use beyond the command line.
  if (others.length === 0 || typeof key[1] === "number") return "";
  return `Release ${release.version} does not take it; ${listWords(others, "and")} ${others.length > 1 ? "do" : "does"}.`;
}

function argumentText(
  fact: ArgumentFact,
  document: ManifestDocument,
  check: ManifestCheck,
  key: Path,
  features: Features,
): string {
  const value = shownValue(fact, document, check, key);
  const text = code(value === undefined ? fact.name : `${fact.name}=${shellQuote(value)}`);
  const forcePublicIp = (check.draft.mediaNodes ?? []).some((node) => node?.forcePublicIp === true);
  const unused = applies(fact.when, { ...features, forcePublicIp })
    ? ""
    : ` — ${conditionText(fact.when ?? {})}`;
  const doubt =
    fact.unverified === undefined ? "" : `\n  *Not confirmed by a public source: ${fact.unverified}*`;
  return `${text}${unused}${doubt}`;
}

/** The argument's value as the hover may show it; undefined for a flag. */
function shownValue(
  fact: ArgumentFact,
  document: ManifestDocument,
  { draft, release }: ManifestCheck,
  key: Path,
): string | undefined {
  if (fact.value.flag === true) return undefined;
  if (fact.secret === true || schemaAt(key)?.secret === true) return MASK;
  if (fact.value.masterPrivateIps === true) {
    return (draft.masterNodes ?? []).map((node) => node?.privateIp ?? "?").join(",");
  }
  const written = document.nodeAtPath(key);
  if (fact.value.file !== undefined) return "the file's content as base64";
  if (formatPath(key) === "modules") {
    return (release?.modules ?? [])
      .map((module) => module.name)
      .filter((name) => draft.modules?.includes(name) === true)
      .join(",");
  }
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
  return `not passed here: only with ${listWords(words, "and")}`;
}
