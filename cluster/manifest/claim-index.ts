import type { NodeClaim, Rule } from "../rules/rule";
import type { NodeSlot, RuleClaim } from "./node-slot";

interface Claimants {
  readonly rule: Rule;
  readonly claims: Map<RuleClaim, NodeSlot>;
}

/** Who claims what: an edit changes the claims of the nodes that it touches, and only the keys with several are looked at. */
export class ClaimIndex {
  readonly #byKey = new Map<string, Claimants>();
  readonly #crowded = new Set<Claimants>();

  add(slot: NodeSlot): void {
    for (const ruleClaim of slot.claims) {
      const { rule, claim } = ruleClaim;
      const key = `${rule.id} ${claim.key}`;
      const claimants = this.#byKey.get(key) ?? { rule, claims: new Map<RuleClaim, NodeSlot>() };
      this.#byKey.set(key, claimants);
      claimants.claims.set(ruleClaim, slot);
      if (claimants.claims.size >= leastOf(rule)) this.#crowded.add(claimants);
    }
  }

  remove(slot: NodeSlot): void {
    for (const ruleClaim of slot.claims) {
      const { rule, claim } = ruleClaim;
      const key = `${rule.id} ${claim.key}`;
      const claimants = this.#byKey.get(key);
      if (claimants === undefined) continue;
      claimants.claims.delete(ruleClaim);
      if (claimants.claims.size < leastOf(rule)) this.#crowded.delete(claimants);
      if (claimants.claims.size === 0) this.#byKey.delete(key);
    }
  }

  /** What several nodes claim; each group in the order of the nodes, master nodes first. */
  *clashes(): Generator<{ readonly rule: Rule; readonly claims: readonly NodeClaim[] }> {
    for (const { rule, claims } of this.#crowded) {
      const placed = [...claims].map(([{ claim }, slot]) => ({
        ...claim,
        path: slot.moved(claim.path),
        node: slot,
      }));
      yield { rule, claims: placed.sort((one, other) => byNode(one.node, other.node)) };
    }
  }
}

function leastOf(rule: Rule): number {
  return rule.shared?.least ?? 2;
}

function byNode(one: NodeClaim["node"], other: NodeClaim["node"]): number {
  return one.role === other.role ? one.index - other.index : one.role === "master" ? -1 : 1;
}
