import { insertEntry, newLine } from "../edits/insert-entry";
import { removeEntries } from "../edits/remove-entries";
import { entryRange } from "../edits/written-place";
import type { ManifestDocument } from "../manifest/manifest-document";
import { plainValue } from "../manifest/plain-value";
import { entryOf, type MappingEntry, type ValueNode } from "../manifest/value-node";
import type { Path, TextChange } from "../source-range";

/** What belongs to one machine, whatever the others have. */
const OWN = new Set(["host", "hostKey"]);

/** Settings that every node has alike, and the edit that writes them once for all. */
export interface CommonSsh {
  readonly keys: readonly string[];
  readonly changes: readonly TextChange[];
}

/**
 * Finds the ssh settings that are the same at every node; undefined where there are none. A default that no node has any
 * more gives way to what all of them say.
 */
export function commonSsh(document: ManifestDocument): CommonSsh | undefined {
  const nodes = [...nodePaths(document, "masterNodes"), ...nodePaths(document, "mediaNodes")];
  const [first, ...others] = nodes;
  if (first === undefined || others.length === 0) return undefined;
  const shared = settingsOf(document, first).flatMap((entry): Setting[] => {
    const text = lineOf(document, entry);
    const isShared =
      text !== undefined &&
      !OWN.has(entry.key) &&
      others.every((path) => sameValue(entryOf(sshOf(document, path), entry.key)?.value, entry.value));
    const before = entryOf(document.nodeAtPath(["ssh"]), entry.key);
    if (!isShared || (before !== undefined && !isReplaceable(document, before, entry.value))) return [];
    return [{ key: entry.key, text, before }];
  });
  const removal = removeEntries(
    document,
    shared.flatMap((setting) => nodes.map((path) => [...path, "ssh", setting.key])),
  );
  if (shared.length === 0 || removal.kept.length > 0) return undefined;
  const missing = shared.filter(({ before }) => before === undefined);
  const written = missing.length === 0 ? [] : writeDefaults(document, missing);
  if (written === undefined) return undefined;
  const replaced = shared.flatMap(({ before, text }): TextChange[] =>
    before === undefined || document.slice(before.value.range.start, before.value.range.end) === text
      ? []
      : [{ range: before.value.range, newText: text }],
  );
  return {
    keys: shared.map((setting) => setting.key),
    changes: [...written, ...replaced, ...removal.changes],
  };
}

interface Setting {
  readonly key: string;
  readonly text: string;
  /** The default that there is. */
  readonly before: MappingEntry | undefined;
}

/** Whether a default may be written anew: it is on one line, in its own place and nobody else's. */
function isReplaceable(document: ManifestDocument, entry: MappingEntry, value: ValueNode): boolean {
  if (sameValue(entry.value, value)) return true;
  const { merged, keyRange } = entry;
  const isOwn = !merged && entry.value.range.start >= keyRange.end && entry.value.kind === "scalar";
  const between = document.slice(keyRange.end, entry.value.range.start);
  return isOwn && /^:[ \t]+$/.test(between) && lineOf(document, entry) !== undefined;
}

function* nodePaths(document: ManifestDocument, list: string): Generator<Path> {
  const nodes = document.nodeAtPath([list]);
  if (nodes?.kind === "sequence") for (const index of nodes.items.keys()) yield [list, index];
}

function sshOf(document: ManifestDocument, path: Path): ValueNode | undefined {
  return document.nodeAtPath([...path, "ssh"]);
}

function settingsOf(document: ManifestDocument, path: Path): readonly MappingEntry[] {
  const ssh = sshOf(document, path);
  return ssh?.kind === "mapping" ? ssh.entries.filter(({ merged }) => !merged) : [];
}

function key(node: ValueNode | undefined): string | undefined {
  return node === undefined ? undefined : JSON.stringify(plainValue(node));
}

function sameValue(one: ValueNode | undefined, other: ValueNode): boolean {
  return key(one) === key(other);
}

/** A value's own text, where it is on one line. */
function lineOf(document: ManifestDocument, { value }: MappingEntry): string | undefined {
  const text = document.slice(value.range.start, value.range.end);
  return text === "" || /[\r\n]/.test(text) ? undefined : text;
}

function writeDefaults(document: ManifestDocument, settings: readonly Setting[]): TextChange[] | undefined {
  if (document.nodeAtPath(["ssh"]) !== undefined) {
    const changes = settings.map((setting) => insertEntry(document, ["ssh"], setting.key, setting.text));
    return changes.every((change) => change !== undefined) ? changes : undefined;
  }
  const root = document.root;
  if (root?.kind !== "mapping" || root.style === "flow") return undefined;
  const own = root.entries.filter(({ merged }) => !merged);
  const nodes = own.findIndex((entry) => entry.key === "masterNodes" || entry.key === "mediaNodes");
  const before = own[nodes - 1];
  if (before === undefined) return undefined;
  const lines = settings.map((setting) => `\n  ${setting.key}: ${setting.text}`).join("");
  return [newLine(document, entryRange(document, before).end, `ssh:${lines}`)];
}
