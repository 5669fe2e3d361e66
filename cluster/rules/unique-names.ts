import { nextFree, type NodeClaim, type Report, type ReportFix, type Rule } from "./rule";

/** More other places than this help nobody. */
const MOST_RELATED = 10;

/** Reports a value that several nodes have, at each of them with the others beside it. */
export function* reportRepeated(
  claims: readonly NodeClaim[],
  message: (value: string, other: NodeClaim) => string,
  fixes: readonly ReportFix[],
): Generator<Report> {
  const shown = claims.slice(0, MOST_RELATED + 1);
  for (const claim of claims) {
    const others = shown.filter((other) => other !== claim).slice(0, MOST_RELATED);
    const [first] = others;
    if (first === undefined) continue;
    yield {
      path: claim.path,
      message: message(claim.key.slice(claim.key.indexOf(":") + 1), first),
      related: others.map((other) => ({ path: other.path, message: `Also here, at ${ownerOf(other)}` })),
      fixes,
    };
  }
}

/** A node by its name; where the name is what is repeated, by its place. */
function ownerOf({ key, node }: NodeClaim): string {
  return key.startsWith("name:") ? `${node.role} node ${String(node.index + 1)}` : node.label;
}

export const uniqueNames: Rule = {
  id: "unique-names",
  severity: "error",
  protectsFrom: "Messages, plans and states that could be about either of two nodes.",
  fix: "Give each node a name of its own.",
  example: [["name: master-2", "name: master-1"]],
  shared: {
    claims: () =>
      function* ({ node, path }) {
        if (node.name !== undefined) yield { key: `name:${node.name}`, path: [...path, "name"] };
      },
    clash: (claims) =>
      reportRepeated(
        claims,
        (name, other) =>
          `'${name}' is also the name of ${ownerOf(other)}. Each node needs a name of its own.`,
        [nextFree("name")],
      ),
  },
};
