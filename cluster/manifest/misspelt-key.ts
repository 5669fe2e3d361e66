import { nearestWord } from "../nearest-word";
import type { SchemaPart } from "./manifest-schema";
import { entryOf, type ValueNode } from "./value-node";

/** More keys than this are not one slip of the fingers. */
const MOST_KEYS = 100;

/** Whether a missing key is there under a name so near that the unknown key's finding says all there is to say. */
export function isMisspelt(
  mapping: ValueNode | undefined,
  known: ReadonlyMap<string, SchemaPart>,
  key: string,
): boolean {
  if (mapping?.kind !== "mapping" || mapping.entries.length > MOST_KEYS) return false;
  const free = [...known.keys()].filter((name) => entryOf(mapping, name) === undefined);
  return mapping.entries.some((entry) => !known.has(entry.key) && nearestWord(entry.key, free) === key);
}
