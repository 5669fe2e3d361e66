import type { ManifestDocument } from "../manifest/manifest-document";
import type { OutdentedBlock } from "../manifest/outdented-block";
import { entryOf } from "../manifest/value-node";
import type { Path, TextChange } from "../source-range";
import { documentAfter } from "./sound-after";
import { entryRange, lineStart, nextLine } from "./written-place";

/** More text than this is not tried out: somebody waits for the answer. */
const MOST_TRIED = 200_000;

/** Indents the lines of keys by a level, so that they are in the block of the key above them; none where they would not be. */
export function indentBlock(
  document: ManifestDocument,
  path: Path,
  { owner, entries }: OutdentedBlock,
): readonly TextChange[] {
  if (document.length > MOST_TRIED) return [];
  const [first] = entries;
  const start = lineStart(document, first.keyRange.start);
  const end = entryRange(document, entries.at(-1) ?? first).end;
  const changes: TextChange[] = [];
  for (let at = start; at < end; at = nextLine(document, at)) {
    if (document.slice(at, nextLine(document, at)).trim() !== "")
      changes.push({ range: { start: at, end: at }, newText: "  " });
  }
  const after = documentAfter({ start: 0, text: document.text }, changes);
  const block = after.nodeAtPath([...path, owner]);
  const isMended =
    after.syntaxFindings.length <= document.syntaxFindings.length &&
    entries.every(({ key }) => entryOf(block, key) !== undefined);
  return isMended ? changes : [];
}
