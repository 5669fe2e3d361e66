import type { Condition } from "../generated/release-facts";
import { listWords } from "../nearest-word";

const WORDS: { readonly [Key in keyof Condition]-?: (value: NonNullable<Condition[Key]>) => string } = {
  module: (name) => `module ${name}`,
  ingress: (name) => `ingress ${name}`,
  certificate: (type) => `certificate ${type}`,
  loadBalancing: (kind) => `load balancing ${kind}`,
  rtcEngine: (engine) => `engine ${engine}`,
  turnDomain: (given) => (given ? "a TURN domain" : "no TURN domain"),
  turnCertificate: (given) => (given ? "a TURN certificate" : "no TURN certificate"),
  forcePublicIp: (forced) => (forced ? "forcePublicIp" : "no forcePublicIp"),
  customApplication: (served) => (served ? "an application of one's own" : "no application of one's own"),
};

/** When a fact applies, in words: ` with module observability and engine pion`; empty for one that always does. */
export function conditionWords(when: Condition | undefined): string {
  const words = Object.entries(when ?? {}).map(([key, value]) => {
    const say = WORDS[key as keyof Condition] as (value: unknown) => string;
    return say(value);
  });
  return words.length === 0 ? "" : ` with ${listWords(words, "and")}`;
}
