import type { ReleaseFacts } from "../../cluster/generated/release-facts";
import { FACT_LISTS } from "../../cluster/release/fact-identity";

/**
 * The TypeScript module that holds the catalogue. Releases share most facts: each one is written once and picked by its
 * place, which keeps the bundles that hold it, and the time that it takes to load them, small.
 */
export function catalogueModule(releases: readonly ReleaseFacts[]): string {
  const pools = new Map<string, Pool>([["sources", new Pool()], ...FACT_LISTS.map(pooled)]);
  const places = (name: string, facts: readonly unknown[]): string =>
    `pick(all.${name}, [${facts.map((fact) => pools.get(name)?.placeOf(fact)).join(",")}])`;
  const entries = releases.map((release) => {
    const parts = Object.entries(release).map(([part, value]: [string, unknown]) => {
      if (part === "sources")
        return `sources: Object.fromEntries(${places(part, Object.entries(release.sources))})`;
      const text = pools.has(part) ? places(part, value as readonly unknown[]) : JSON.stringify(value);
      return `${part}: ${text}`;
    });
    return ` {\n  ${parts.join(",\n  ")}\n }`;
  });
  const types = FACT_LISTS.map((list) => `  readonly ${list}: ReleaseFacts["${list}"];`);
  const shared = [...pools].map(([name, pool]) => ` ${name}: [\n${pool.lines.join(",\n")}\n ]`);
  return [
    '/** Generated from schemas/releases. */\nimport type { ReleaseFacts } from "./release-facts";',
    "function pick<Fact>(all: readonly Fact[], places: readonly number[]): Fact[] {\n  return places.map((place) => all[place] as Fact);\n}",
    `const all: {\n  readonly sources: readonly [string, string][];\n${types.join("\n")}\n} = {\n${shared.join(",\n")}\n};`,
    `export const releases: readonly ReleaseFacts[] = [\n${entries.join(",\n")}\n];\n`,
  ].join("\n\n");
}

/** Texts of facts, each once. */
class Pool {
  readonly lines: string[] = [];

  /** Where the fact stands; it is added where it is new. */
  placeOf(fact: unknown): number {
    const text = ` ${JSON.stringify(fact)}`;
    const place = this.lines.indexOf(text);
    return place >= 0 ? place : this.lines.push(text) - 1;
  }
}

function pooled(list: string): [string, Pool] {
  return [list, new Pool()];
}
