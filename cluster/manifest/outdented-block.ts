import type { ManifestDocument } from "./manifest-document";
import { keysAt } from "./manifest-schema";
import type { Path } from "../source-range";
import type { MappingEntry, MappingNode } from "./value-node";

/** More keys than this are not one slip of the fingers. */
const MOST_KEYS = 100;

/** Keys that stand in the column of the key above them, which has no value, and belong to it. */
export interface OutdentedBlock {
  /** The key that they belong to. */
  readonly owner: string;
  /** In the order of the text; not empty. */
  readonly entries: readonly [MappingEntry, ...MappingEntry[]];
}

/** The keys of a mapping that stand one level too far left, by the key above them. */
export function outdentedBlocks(document: ManifestDocument, path: Path): readonly OutdentedBlock[] {
  const mapping = document.nodeAtPath(path);
  if (mapping?.kind !== "mapping" || mapping.style !== "block" || mapping.entries.length > MOST_KEYS)
    return [];
  return mapping.entries.flatMap((entry, index) => {
    const [first, ...more] = isEmpty(entry) ? keysBelow(mapping, path, index) : [];
    return first === undefined ? [] : [{ owner: entry.key, entries: [first, ...more] as const }];
  });
}

/** Whether a key seems to be empty only because what belongs to it stands too far left. */
export function hasOutdentedBlock(document: ManifestDocument, path: Path): boolean {
  const key = path.at(-1);
  return outdentedBlocks(document, path.slice(0, -1)).some(({ owner }) => owner === key);
}

function isEmpty({ value, merged }: MappingEntry): boolean {
  return !merged && value.kind === "scalar" && value.value === null && value.source === "";
}

/** The entries right below one that are no keys of their mapping, and are keys of that one. */
function keysBelow({ entries }: MappingNode, path: Path, index: number): readonly MappingEntry[] {
  const owner = entries[index]?.key ?? "";
  const [known, inner] = [keysAt(path), keysAt([...path, owner])];
  const after = entries.slice(index + 1);
  const end = after.findIndex(({ key, merged }) => merged || known.has(key) || !inner.has(key));
  return end < 0 ? after : after.slice(0, end);
}
