import { indentBlock } from "../edits/indent-block";
import { lazyFix } from "../edits/lazy-fix";
import type { Finding } from "../finding";
import type { Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import type { OutdentedBlock } from "./outdented-block";
import { schemaFinding } from "./schema-finding";
import { shorten } from "./schema-words";

/** The one finding for keys that stand in the column of the key that they belong to. */
export function outdentedFinding(document: ManifestDocument, path: Path, block: OutdentedBlock): Finding {
  const { owner, entries } = block;
  const more = entries.length - 1;
  const others = more === 1 ? "so does the key below it" : `so do the ${String(more)} keys below it`;
  const what =
    more === 0
      ? ", and stands in the column of the key that it belongs to. Indent it."
      : `, and ${others}: they stand in the column of the key that they belong to. Indent them.`;
  const key = entries[0].key;
  const message = `'${shorten(key)}' belongs to '${owner}' above${what}`;
  const fix = lazyFix(more === 0 ? `Indent it below '${owner}'` : `Indent them below '${owner}'`, () =>
    indentBlock(document, path, block),
  );
  return schemaFinding(document, "schema-unknown-key", [...path, key], "key", message, [fix]);
}
