import type { Path } from "../source-range";
import type { Report, Rule } from "./rule";

/** More other places than this help nobody. */
const MOST_RELATED = 10;

/** Reports every value that stands at several places, each place with the others beside it. */
export function* reportRepeated(
  values: Iterable<{ readonly value: string; readonly path: Path; readonly owner: string }>,
  message: (value: string, other: string) => string,
): Generator<Report> {
  const places = new Map<string, { path: Path; owner: string }[]>();
  for (const { value, path, owner } of values) {
    const known = places.get(value);
    if (known === undefined) places.set(value, [{ path, owner }]);
    else known.push({ path, owner });
  }
  for (const [value, all] of places) {
    if (all.length < 2) continue;
    const shown = all.slice(0, MOST_RELATED + 1);
    for (const place of all) {
      const others = shown.filter((other) => other !== place).slice(0, MOST_RELATED);
      yield {
        path: place.path,
        message: message(value, others[0]?.owner ?? ""),
        related: others.map((other) => ({ path: other.path, message: `Also here, at ${other.owner}` })),
      };
    }
  }
}

export const uniqueNames: Rule = {
  id: "unique-names",
  severity: "error",
  protectsFrom: "Messages, plans and states that could be about either of two nodes.",
  fix: "Give each node a name of its own.",
  *check({ nodes }) {
    const names = nodes.flatMap(({ node, path, role, index }) =>
      node.name === undefined
        ? []
        : [{ value: node.name, path: [...path, "name"], owner: `${role} node ${String(index + 1)}` }],
    );
    yield* reportRepeated(
      names,
      (name, other) => `'${name}' is also the name of ${other}. Each node needs a name of its own.`,
    );
  },
};
