import type { RuleSet } from "../firewall-rules";
import { ruleComment } from "../rule-words";

/** The rules with their reasons, for programs whose own rules have no room for them. */
export function ruleComments(set: RuleSet): string[] {
  return ["# Let in:", ...set.rules.map((rule) => `# - ${ruleComment(rule)}`)];
}
