import type { ReleaseFacts } from "../generated/release-facts";
import type { FactLine } from "./fact-lines";
import { releaseParts, type IdentifiedFact } from "./release-parts";

/** One thing that differs between two releases. */
export interface ReleaseDifference {
  /** The heading under which `releaseParts` has it. */
  readonly part: string;
  readonly kind: "added" | "removed" | "changed";
  /** What the fact is. */
  readonly fact: string;
  /** For what changed: how it was and how it is. */
  readonly from?: string;
  readonly to?: string;
  /** More about what was added or removed. */
  readonly detail?: string;
  /** What about the newer side (for what was removed: the older) no public source confirms. */
  readonly unverified?: string;
}

/**
 * What is different at `to`, seen from `from`, part by part. That a fact is known from another source is no difference.
 * `versions`: of the catalogue, oldest first.
 */
export function releaseDifference(
  from: ReleaseFacts,
  to: ReleaseFacts,
  versions: readonly string[],
): ReleaseDifference[] {
  const [before, after] = [releaseParts(from, versions), releaseParts(to, versions)];
  return after.flatMap(({ title, facts }, index) => {
    const former = before[index]?.facts ?? [];
    const pairs = pairUp(former, facts);
    const kept = new Set(pairs.values());
    return [
      ...former.filter((fact) => !kept.has(fact)).map((fact) => oneSided(title, "removed", fact)),
      ...facts.flatMap((fact) => {
        const old = pairs.get(fact);
        return old === undefined ? [oneSided(title, "added", fact)] : changed(title, old, fact);
      }),
    ];
  });
}

/** For each fact the one that it was before: under the same identity and owner, else about the same subject. */
function pairUp(
  former: readonly IdentifiedFact[],
  facts: readonly IdentifiedFact[],
): ReadonlyMap<IdentifiedFact, IdentifiedFact> {
  const pairs = new Map<IdentifiedFact, IdentifiedFact>();
  const free = new Set(former);
  const pair = (isSame: (old: IdentifiedFact, fact: IdentifiedFact) => boolean): void => {
    for (const fact of facts.filter((each) => !pairs.has(each))) {
      const old = [...free].find((each) => isSame(each, fact));
      if (old === undefined) continue;
      pairs.set(fact, old);
      free.delete(old);
    }
  };
  pair((old, fact) => old.identity === fact.identity && old.owner === fact.owner);
  pair((old, fact) => fact.subject !== undefined && old.subject === fact.subject);
  return pairs;
}

function oneSided(part: string, kind: "added" | "removed", line: FactLine): ReleaseDifference {
  const { label, value, detail, unverified } = line;
  return {
    part,
    kind,
    fact: value === undefined ? label : `${label}: ${value}`,
    ...(detail === undefined ? {} : { detail }),
    ...(unverified === undefined ? {} : { unverified }),
  };
}

function changed(part: string, old: FactLine, now: FactLine): ReleaseDifference[] {
  if (old.label === now.label && old.value === now.value && old.detail === now.detail) return [];
  const relabelled = old.label !== now.label;
  const text = ({ label, value, detail }: FactLine): string => (relabelled ? label : (value ?? detail ?? ""));
  // A value that stays while its details change, such as the steps of an upgrade, is told by the details.
  const same = text(old) === text(now);
  const [was, is] = same ? [old.detail ?? "", now.detail ?? ""] : [text(old), text(now)];
  const doubt = now.unverified === undefined ? {} : { unverified: now.unverified };
  return [{ part, kind: "changed", fact: now.label, from: was, to: is, ...doubt }];
}
