import type { ChangeOperation, PartChange, ReleaseChange } from "../generated/release-change";
import { FACT_LISTS, fullIdentityOf, identityOf, type FactList, type JsonFact } from "./fact-identity";

/** A release as JSON, before it is checked against its schema. */
export type JsonRelease = Readonly<Record<string, unknown>>;

/** Something in a file of the catalogue that cannot be carried out. */
export class CatalogueError extends Error {
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = "CatalogueError";
  }
}

/**
 * What a release is that tells only its changes from `base`.
 * Throws CatalogueError, which names the file and the fact, where a change finds nothing to change.
 */
export function applyChanges(base: JsonRelease, change: ReleaseChange, file: string): JsonRelease {
  const inherited = (change.inherited ?? []).reduce<Record<string, unknown>>(
    (release, rule) => inherit(release, rule, file),
    base,
  );
  const release: Record<string, unknown> = {
    ...inherited,
    version: change.version,
    sources: { ...(base["sources"] as JsonFact), ...change.sources },
  };
  for (const [part, changed] of Object.entries(change.changes ?? {})) {
    release[part] = isList(part)
      ? applyToList(part, factsOf(release, part), changed as ChangeOperation[], file)
      : amended(part, release[part] as JsonFact, changed as PartChange, file);
  }
  return release;
}

type Inherited = NonNullable<ReleaseChange["inherited"]>[number];

/** Gives facts that are taken over the source by which they are known at this release. */
function inherit(release: Record<string, unknown>, rule: Inherited, file: string): Record<string, unknown> {
  const { was, source, unverified } = rule;
  const retold = (fact: JsonFact): JsonFact => {
    if (fact["source"] !== was) return fact;
    const { unverified: former, ...rest }: JsonFact = { ...fact, source };
    const doubt = unverified === undefined ? former : (unverified ?? undefined);
    return doubt === undefined ? rest : { ...rest, unverified: doubt };
  };
  const changed: Record<string, unknown> = { ...release };
  for (const part of rule.in) {
    const facts = isList(part) ? factsOf(release, part) : [release[part] as JsonFact];
    if (!facts.some((fact) => fact["source"] === was)) {
      throw new CatalogueError(file, `no fact in '${part}' has the source '${was}'.`);
    }
    changed[part] = isList(part) ? facts.map(retold) : retold(release[part] as JsonFact);
  }
  return changed;
}

function applyToList(
  list: FactList,
  base: readonly JsonFact[],
  operations: readonly ChangeOperation[],
  file: string,
): readonly JsonFact[] {
  const facts = [...base];
  const find = (identity: string): number => findFact(list, facts, identity, file);
  for (const operation of operations) {
    if ("remove" in operation) facts.splice(find(operation.remove), 1);
    else if ("replace" in operation) {
      const at = find(operation.replace);
      const { replace, by = {}, without = [] } = operation;
      facts[at] = amended(`${list}' '${replace}`, facts[at] ?? {}, { set: by, without }, file);
    } else facts.splice(placeOf(operation, facts.length, find, file), 0, operation.add);
  }
  return facts;
}

function placeOf(
  operation: Extract<ChangeOperation, { add: unknown }>,
  end: number,
  find: (identity: string) => number,
  file: string,
): number {
  const { before, after } = operation;
  if (before !== undefined && after !== undefined) {
    throw new CatalogueError(file, `a fact stands before '${before}' or after '${after}', not both.`);
  }
  if (before !== undefined) return find(before);
  return after === undefined ? end : find(after) + 1;
}

/** Finds a fact by its identity; where several share it, by the identity with its condition. */
function findFact(list: FactList, facts: readonly JsonFact[], identity: string, file: string): number {
  const hits = facts.flatMap((fact, index) => (fullIdentityOf(list, fact) === identity ? [index] : []));
  const [hit] = hits;
  if (hit !== undefined && hits.length === 1) return hit;
  const shared = facts.flatMap((fact, index) => (identityOf(list, fact) === identity ? [index] : []));
  const [only] = shared;
  if (only === undefined) throw new CatalogueError(file, `'${list}' has no '${identity}' to start from.`);
  if (shared.length > 1) {
    const full = facts.filter((_, index) => shared.includes(index)).map((fact) => fullIdentityOf(list, fact));
    throw new CatalogueError(
      file,
      `'${list}' has several '${identity}'. Name one: ${[...new Set(full)].map((each) => `'${each}'`).join(", ")}.`,
    );
  }
  return only;
}

/** The fact with some keys replaced and others taken away. */
function amended(
  what: string,
  fact: JsonFact,
  { set = {}, without = [] }: PartChange,
  file: string,
): JsonFact {
  const missing = without.find((key) => !Object.hasOwn(fact, key));
  if (missing !== undefined) throw new CatalogueError(file, `'${what}' has no '${missing}' to take away.`);
  const kept = Object.entries(fact).filter(([key]) => !without.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

function factsOf(release: JsonRelease, list: FactList): readonly JsonFact[] {
  return (release[list] ?? []) as readonly JsonFact[];
}

function isList(part: string): part is FactList {
  return (FACT_LISTS as readonly string[]).includes(part);
}
