import { distance } from "fastest-levenshtein";

/** The known word that was probably meant, or undefined where none is near. Case does not count. */
export function nearestWord(written: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Infinity;
  for (const word of known) {
    const far = distance(written.toLowerCase(), word.toLowerCase());
    if (far < least) [nearest, least] = [word, far];
  }
  return least <= Math.max(1, Math.floor(written.length / 3)) ? nearest : undefined;
}

/** Words as a sentence lists them: "a", "a or b", "a, b or c". */
export function listWords(words: readonly string[], joiner = "or"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joiner} ${words.at(-1) ?? ""}`;
}
