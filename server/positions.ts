import type { Position, Range } from "vscode-languageserver";
import type { ManifestDocument } from "../cluster/manifest/manifest-document";
import type { SourceRange } from "../cluster/source-range";

/** A stretch of a manifest as the protocol counts. */
export function toRange(document: ManifestDocument, range: SourceRange): Range {
  return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
}

/** Whether two ranges have a place in common; touching counts. */
export function overlaps(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

/** Whether two ranges are the same. */
export function sameRange(one: Range, other: Range): boolean {
  return samePosition(one.start, other.start) && samePosition(one.end, other.end);
}

function samePosition(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character;
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
