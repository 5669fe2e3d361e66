import { distance } from "fastest-levenshtein";

/** The known word that was probably meant, or undefined where none is near. Case does not count. */
export function nearestWord(written: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Infinity;
  for (const word of known) {
    const [one, other] = [written.toLowerCase(), word.toLowerCase()];
    const far = isSwap(one, other) ? 1 : distance(one, other);
    if (far < least) [nearest, least] = [word, far];
  }
  return least <= Math.max(1, Math.floor(written.length / 3)) ? nearest : undefined;
}

/** Whether two neighbouring letters changed places, the commonest slip of the fingers. */
function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const swapped = `${one.slice(0, at)}${one[at + 1] ?? ""}${one[at] ?? ""}${one.slice(at + 2)}`;
  return swapped === other;
}

/** Words as a sentence lists them: "a", "a or b", "a, b or c". */
export function listWords(words: readonly string[], joiner = "or"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joiner} ${words.at(-1) ?? ""}`;
}
