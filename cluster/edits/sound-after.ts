import { ManifestDocument } from "../manifest/manifest-document";
import { keysAt } from "../manifest/manifest-schema";
import type { ValueNode } from "../manifest/value-node";
import type { Path, TextChange } from "../source-range";

/** A stretch of a manifest that can be read by itself. */
export interface Stretch {
  readonly start: number;
  readonly text: string;
}

/** What would stand in a stretch after changes, which are in the order of the text. */
export function documentAfter({ start, text }: Stretch, changes: readonly TextChange[]): ManifestDocument {
  const after = new ManifestDocument(text);
  const own = changes.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  // From the end on: each change is for the text that there is.
  after.edit([...own].reverse());
  return after;
}

/** Whether changes leave a stretch that YAML can read. */
export function isSoundAfter(stretch: Stretch, changes: readonly TextChange[]): boolean {
  return !documentAfter(stretch, changes).syntaxFindings.some(({ code }) => code === "yaml-syntax");
}

/** Whether changes leave a stretch that YAML can read, with each key once and where the schema has it. */
export function isPlainAfter(stretch: Stretch, changes: readonly TextChange[]): boolean {
  const { root, syntaxFindings } = documentAfter(stretch, changes);
  // An alias may have its anchor elsewhere.
  return syntaxFindings.every(({ code }) => code === "yaml-alias") && hasKnownKeys(root, []);
}

function hasKnownKeys(node: ValueNode | undefined, path: Path): boolean {
  if (node === undefined || node.kind === "scalar") return true;
  // An item by itself is one of a node list; media nodes have every key that master nodes have.
  if (node.kind === "sequence")
    return node.items.every((item, at) => hasKnownKeys(item, [...(path.length > 0 ? path : NODES), at]));
  const known = keysAt(path);
  return node.entries.every(
    ({ key, value }) => (known.size === 0 || known.has(key)) && hasKnownKeys(value, [...path, key]),
  );
}

const NODES: Path = ["mediaNodes"];
