import type { NodeClaim, Rule } from "../rules/rule";
import type { NodeSlot, RuleClaim } from "./node-slot";

interface Held {
  readonly ruleClaim: RuleClaim;
  readonly slot: NodeSlot;
}

/** The claims of one rule by their keys. Most are alone, and there may be forty thousand: those have no set of their own. */
interface RuleClaims {
  readonly alone: Map<string, Held>;
  readonly groups: Map<string, Map<RuleClaim, NodeSlot>>;
}

/** Who claims what: an edit changes the claims of the nodes that it touches, and only the keys with several are looked at. */
export class ClaimIndex {
  readonly #byRule = new Map<Rule, RuleClaims>();

  add(slot: NodeSlot): void {
    for (const ruleClaim of slot.claims) {
      const { rule, claim } = ruleClaim;
      const { alone, groups } = this.#claimsOf(rule);
      const first = alone.get(claim.key);
      const group = groups.get(claim.key);
      if (group !== undefined) group.set(ruleClaim, slot);
      else if (first === undefined && leastOf(rule) > 1) alone.set(claim.key, { ruleClaim, slot });
      else {
        const fresh = new Map<RuleClaim, NodeSlot>();
        if (first !== undefined) fresh.set(first.ruleClaim, first.slot);
        groups.set(claim.key, fresh.set(ruleClaim, slot));
        alone.delete(claim.key);
      }
    }
  }

  remove(slot: NodeSlot): void {
    for (const ruleClaim of slot.claims) {
      const { rule, claim } = ruleClaim;
      const { alone, groups } = this.#claimsOf(rule);
      if (alone.get(claim.key)?.ruleClaim === ruleClaim) alone.delete(claim.key);
      const group = groups.get(claim.key);
      if (group?.delete(ruleClaim) === true && group.size === 0) groups.delete(claim.key);
    }
  }

  /** What several nodes claim; each group in the order of the nodes, master nodes first. */
  *clashes(): Generator<{ readonly rule: Rule; readonly claims: readonly NodeClaim[] }> {
    for (const [rule, { groups }] of this.#byRule) {
      for (const claims of groups.values()) {
        if (claims.size < leastOf(rule)) continue;
        const placed = [...claims].map(([{ claim }, slot]) => ({
          ...claim,
          path: slot.moved(claim.path),
          node: slot,
        }));
        yield { rule, claims: placed.sort((one, other) => byNode(one.node, other.node)) };
      }
    }
  }

  #claimsOf(rule: Rule): RuleClaims {
    const known = this.#byRule.get(rule) ?? { alone: new Map(), groups: new Map() };
    this.#byRule.set(rule, known);
    return known;
  }
}

function leastOf(rule: Rule): number {
  return rule.shared?.least ?? 2;
}

function byNode(one: NodeClaim["node"], other: NodeClaim["node"]): number {
  return one.role === other.role ? one.index - other.index : one.role === "master" ? -1 : 1;
}
