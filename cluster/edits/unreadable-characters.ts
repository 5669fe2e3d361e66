import type { Finding, Fix } from "../finding";
import type { ManifestDocument } from "../manifest/manifest-document";

/** More text than this is not looked through: somebody waits for the answer. */
const MOST_SEARCHED = 200_000;

/** Control characters, halves of characters, and CR as a line's end. */
const STRANGERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}|\r(?!\n)/gu;

/** The fix of a finding about a character that YAML cannot hold: all of them go from the entry or item that it is in. */
export function unreadableCharacterFixes(document: ManifestDocument, { range }: Finding): Fix[] {
  if (document.slice(range.start, range.end).search(STRANGERS) !== 0) return [];
  const piece = document.pieceAt(range.start);
  if (piece === undefined || piece.text.length > MOST_SEARCHED) return [];
  const changes = [...piece.text.matchAll(STRANGERS)].map(({ index, 0: sign }) => ({
    range: { start: piece.start + index, end: piece.start + index + 1 },
    newText: sign === "\r" ? "\n" : "",
  }));
  return [{ title: "Remove what YAML cannot hold", changes }];
}
