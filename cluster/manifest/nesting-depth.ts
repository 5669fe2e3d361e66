import type { CST } from "yaml";

/** A manifest has a handful of levels. */
const MOST_LEVELS = 100;

/** Where the tokens of a text go deeper than any manifest does, or undefined. Without recursion: a hostile text has 100,000 levels. */
export function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token) => ({ token, level: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, level } = next;
    if (level > MOST_LEVELS) return token.offset;
    for (const child of childrenOf(token)) open.push({ token: child, level: level + 1 });
  }
  return undefined;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items
    .flatMap(({ key, value }) => [key, value])
    .filter((child) => child !== undefined && child !== null);
}
