/** A fact of the catalogue as JSON, before it is checked against its schema. */
export type JsonFact = Readonly<Record<string, unknown>>;

/** The keys that tell a fact from the others of its list, in the order in which they are written. */
const IDENTITY = {
  architectures: ["name"],
  modules: ["name"],
  ports: ["role", "protocol", "ports", "from"],
  outbound: ["to", "protocol", "ports"],
  arguments: ["role", "name"],
  containers: ["role", "name"],
  nodeFiles: ["path"],
  parameters: ["role", "key"],
  urls: ["name"],
  knownProblems: ["name"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A part of a release that is a list of facts. */
export type FactList = keyof typeof IDENTITY;

/** Every such part. */
export const FACT_LISTS = Object.keys(IDENTITY) as readonly FactList[];

/** What a fact is addressed by: `master tcp 6080 masters+media`, `master --redis-password`, `Grafana`. */
export function identityOf(list: FactList, fact: JsonFact): string {
  return IDENTITY[list].map((key) => word(fact[key])).join(" ");
}

/** The identity with the fact's condition, for facts that share the rest: `… when certificate=owncert, loadBalancing=dns`. */
export function fullIdentityOf(list: FactList, fact: JsonFact): string {
  const when = Object.entries((fact["when"] ?? {}) as JsonFact).map(
    ([key, value]) => `${key}=${word(value)}`,
  );
  return identityOf(list, fact) + (when.length === 0 ? "" : ` when ${when.join(", ")}`);
}

function word(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === "string" ? value : JSON.stringify(value ?? null);
  // A port that nobody else needs has no sources.
  return value.length === 0 ? "nobody" : value.join("+");
}
