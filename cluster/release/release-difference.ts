import type { ReleaseFacts } from "../generated/release-facts";
import type { FactLine } from "./fact-lines";
import { releaseParts } from "./release-parts";

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
    const gone = former.filter(({ identity }) => !facts.some((fact) => fact.identity === identity));
    return [
      ...gone.map((fact) => oneSided(title, "removed", fact)),
      ...facts.flatMap((fact) => {
        const old = former.find(({ identity }) => identity === fact.identity);
        return old === undefined ? [oneSided(title, "added", fact)] : changed(title, old, fact);
      }),
    ];
  });
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
