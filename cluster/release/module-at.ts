import type { ReleaseFacts } from "../generated/release-facts";
import { releases } from "./catalogue";

/** What a module is called at a release: its own name, or that of the module that took its place, or whose place it took. */
export function moduleAt(name: string, release: ReleaseFacts): string | undefined {
  const known = new Set(release.modules.map((module) => module.name));
  const tried = new Set<string>();
  for (let names = [name]; names.length > 0; names = names.flatMap(neighbours)) {
    const fresh = names.filter((each) => !tried.has(each));
    const found = fresh.find((each) => known.has(each));
    if (found !== undefined) return found;
    if (fresh.length === 0) return undefined;
    for (const each of fresh) tried.add(each);
  }
  return undefined;
}

/** The modules before and after a module in the row of those that took each other's place. */
function neighbours(name: string): string[] {
  return releases.flatMap(({ modules }) =>
    modules.flatMap((module) => [
      ...(module.replaces === name ? [module.name] : []),
      ...(module.name === name && module.replaces !== undefined ? [module.replaces] : []),
    ]),
  );
}
