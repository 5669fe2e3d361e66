import type { Finding, Fix } from "../finding";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { TextChange } from "../source-range";
import { withoutFence } from "./code-fence";
import { isSoundAfter, type Stretch } from "./sound-after";
import { nextLine } from "./written-place";

/** More text than this is not looked through: somebody waits for the answer. */
export const MOST_SEARCHED = 200_000;

/** Control characters, halves of characters, and CR as a line's end. */
const STRANGERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}|\r(?!\n)/gu;

/**
 * What may mend a sign that YAML cannot read on from. Each is tried out on the entry or item that it is in: only what
 * leaves that without a fault is offered.
 */
export function syntaxFixes(document: ManifestDocument, { range: { start } }: Finding): Fix[] {
  const fence = withoutFence(document, start);
  // The fence is a fault of the whole text, and its other end stands far away.
  if (fence !== undefined) return isSoundAfter(wholeOf(document), fence.changes) ? [fence] : [];
  // What cannot be cut is read as a whole.
  const isOdd = document.pieces.some(({ kind }) => kind === "odd") && document.length <= MOST_SEARCHED;
  const piece = isOdd ? wholeOf(document) : document.pieceAt(start);
  if (piece === undefined || piece.text.length > MOST_SEARCHED) return [];
  return [...fixesAt(document, start, piece)].filter(({ changes }) => isSoundAfter(piece, changes));
}

function wholeOf(document: ManifestDocument): Stretch {
  return { start: 0, text: document.text };
}

function* fixesAt(document: ManifestDocument, at: number, piece: Stretch): Generator<Fix> {
  const sign = document.slice(at, at + 1);
  if (sign.search(STRANGERS) === 0)
    yield { title: "Remove what YAML cannot hold", changes: withoutStrangers(piece) };
  else if (/[\]}]/.test(sign))
    yield { title: `Remove the ${sign}`, changes: [{ range: { start: at, end: at + 1 }, newText: "" }] };
  else if (/[@`%]/.test(sign)) yield { title: "Put it in quotes", changes: [quoted(document, at)] };
}

function withoutStrangers({ start, text }: Stretch): TextChange[] {
  return [...text.matchAll(STRANGERS)].map(({ index, 0: sign }) => ({
    range: { start: start + index, end: start + index + 1 },
    newText: sign === "\r" ? "\n" : "",
  }));
}

/** The rest of a line, without a comment, as text. */
function quoted(document: ManifestDocument, start: number): TextChange {
  const rest = document.slice(start, nextLine(document, start));
  const text = rest.replace(/\s#.*/s, "").trimEnd();
  return { range: { start, end: start + text.length }, newText: JSON.stringify(text) };
}
