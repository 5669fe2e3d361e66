import type { Path } from "../source-range";
import type { Draft } from "./draft";

interface Misfits {
  readonly here: boolean;
  readonly below: ReadonlyMap<string | number, Misfits>;
}

interface GrowingMisfits {
  here: boolean;
  below: Map<string | number, GrowingMisfits>;
}

/** The manifest's plain value without the values that do not fit the schema: what is left has its declared type. */
export function readDraft(value: unknown, misfits: readonly Path[]): Draft {
  const root: GrowingMisfits = { here: false, below: new Map() };
  for (const path of misfits) {
    let at = root;
    for (const step of path) {
      const next = at.below.get(step) ?? { here: false, below: new Map() };
      at.below.set(step, next);
      at = next;
    }
    at.here = true;
  }
  const pruned = prune(value, root);
  return typeof pruned === "object" && pruned !== null ? pruned : {};
}

function prune(value: unknown, misfits: Misfits | undefined): unknown {
  if (misfits === undefined) return value;
  if (misfits.here) return undefined;
  if (Array.isArray(value)) return value.map((item, index) => prune(item, misfits.below.get(index)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]) => [key, prune(child, misfits.below.get(key))] as const)
      .filter(([, child]) => child !== undefined),
  );
}
