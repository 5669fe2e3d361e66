import type { Finding, Fix } from "../finding";
import { wholeManifest } from "../language/ready-blocks";
import { indented, plainText } from "../language/template";
import { ManifestDocument } from "../manifest/manifest-document";
import { nearestWord } from "../nearest-word";
import type { TextChange } from "../source-range";
import { conflictFixes } from "./conflict-fixes";
import { isPlainAfter } from "./sound-after";
import { MOST_SEARCHED, syntaxFixes } from "./syntax-fixes";
import { lineStart, nextLine } from "./written-place";

/** The finding with the fixes of its text, where it has none by itself; they are worked out when somebody asks for them. */
export function withTextFixes(document: ManifestDocument, finding: Finding): Finding {
  const own = finding.fixes;
  if (own.length > 0 && own.every(({ safe }) => safe === undefined)) return finding;
  let fixes: readonly Fix[] | undefined;
  return {
    ...finding,
    get fixes() {
      fixes ??=
        own.length > 0 ? own.map((fix) => safeIfPlain(document, finding, fix)) : textFixes(document, finding);
      return fixes;
    },
  };
}

/** A fix that is safe only where nothing else is wrong with the entry or item that it is in, which is tried out. */
function safeIfPlain(document: ManifestDocument, { range }: Finding, { safe, ...fix }: Fix): Fix {
  const piece = safe && document.pieceAt(range.start);
  const isSafe =
    piece !== undefined && piece.text.length <= MOST_SEARCHED && isPlainAfter(piece, fix.changes);
  return isSafe ? { ...fix, safe: true } : fix;
}

/** The fixes of what a manifest's text itself has wrong, before anybody asks what it means. Most of them are tried out first. */
export function textFixes(document: ManifestDocument, finding: Finding): readonly Fix[] {
  switch (finding.code) {
    case "empty-manifest":
      return [wholeManifestFix(document)];
    case "yaml-conflict":
      return conflictFixes(document, finding);
    case "yaml-alias":
      return aliasFixes(document, finding);
    case "yaml-duplicate-key":
      return duplicateFixes(document, finding);
    case "yaml-syntax":
      return syntaxFixes(document, finding);
    default:
      return [];
  }
}

function wholeManifestFix(document: ManifestDocument): Fix {
  const { length } = document;
  const written = document.rangeOf([], "value");
  const nothing = document.slice(written.start, written.end).trim();
  // `null`, `~` and `...` say that there is nothing, and would go on saying it.
  if (/^(?:null|~|\.\.\.)$/i.test(nothing))
    return {
      title: "Begin with an example",
      changes: [{ range: written, newText: plainText(indented(wholeManifest(), 0)).trimEnd() }],
    };
  const gap = length === 0 || document.slice(length - 1, length) === "\n" ? "" : "\n";
  const newText = `${gap}${plainText(indented(wholeManifest(), 0))}`;
  return { title: "Begin with an example", changes: [{ range: { start: length, end: length }, newText }] };
}

/** An alias of nothing mostly means an anchor before it that is written otherwise. */
function aliasFixes(document: ManifestDocument, { range }: Finding): Fix[] {
  const written = document.slice(range.start + 1, range.end);
  // An anchor that the alias itself is in has no value yet.
  const others = [...document.reading.anchorsBefore(range.start).keys()].filter((name) => name !== written);
  const nearest = nearestWord(written, others);
  return nearest === undefined
    ? []
    : [{ title: `Change to '*${nearest}'`, changes: [{ range, newText: `*${nearest}` }] }];
}

/** More text than this is not tried out: somebody waits for the answer. */
const MOST_TRIED = 200_000;

/** Removes the second of two keys with all its lines, where it stands on lines of its own. */
function duplicateFixes(document: ManifestDocument, finding: Finding): Fix[] {
  if (document.length > MOST_TRIED) return [];
  const { start } = finding.range;
  const first = lineStart(document, start);
  if (document.slice(first, start).trim() !== "") return [];
  const range = { start: first, end: entryEnd(document, start, start - first) };
  const changes: TextChange[] = [{ range, newText: "" }];
  const after = new ManifestDocument(document.text);
  after.edit(changes);
  const isBetter = after.syntaxFindings.length < document.syntaxFindings.length;
  return isBetter ? [{ title: `Remove this one`, changes }] : [];
}

/** Where the lines end that belong to the key at an offset: those right of its column, and a list in it. */
function entryEnd(document: ManifestDocument, offset: number, column: number): number {
  let end = nextLine(document, offset);
  for (let at = end; at < document.length;) {
    const next = nextLine(document, at);
    const line = document.slice(at, next);
    const indent = line.search(/\S/);
    const belongs = indent > column || (indent === column && /^-\s/.test(line.slice(indent)));
    if (indent >= 0 && !belongs) break;
    if (indent >= 0) end = next;
    at = next;
  }
  return end;
}
