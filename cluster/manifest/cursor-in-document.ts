import type { Path, SourceRange } from "../source-range";
import { cursorPlaces } from "./cursor-at";
import type { CursorPlace } from "./cursor-place";
import type { ManifestDocument } from "./manifest-document";
import type { Piece } from "./piece";

/** What may be written at an offset of a manifest; only the piece around the cursor and its neighbours are looked at. */
export function cursorPlacesIn(document: ManifestDocument, offset: number): readonly CursorPlace[] {
  const { pieces } = document;
  if (document.root === undefined) return cursorPlaces(document.text, offset);
  const piece = document.pieceAt(offset);
  if (piece === undefined || pieces.some(({ kind }) => kind === "odd" || kind === "conflict"))
    return cursorPlaces(document.text, offset);
  const at = pieces.indexOf(piece);
  const near = nearby(pieces, at);
  const before = near.before.map(({ text }) => text).join("");
  const text = before + near.around.map(({ text: part }) => part).join("");
  const start = near.around[0]?.start ?? 0;
  return cursorPlaces(text, before.length + offset - start).map((place) => {
    const range = {
      start: place.range.start - before.length + start,
      end: place.range.end - before.length + start,
    };
    const path = moved(place.path, near);
    if (place.kind === "value") {
      const isItem = path.length === 2 && typeof path[1] === "number" && path[0] === near.list;
      return { ...place, range, path, siblings: isItem ? otherItems(document, path, range) : place.siblings };
    }
    if (place.kind === "alias") return { ...place, range, path };
    const present = path.length === 0 ? rootKeys(document, range) : place.present;
    return { ...place, range, path, present };
  });
}

interface Nearby {
  /** The key of the list that the piece is an item of, or comes after. */
  readonly list: string | undefined;
  readonly before: readonly Piece[];
  readonly around: readonly Piece[];
  /** How many items of the list are left out before those around. */
  readonly skipped: number;
}

function nearby(pieces: readonly Piece[], at: number): Nearby {
  const isItem = (index: number): boolean => pieces[index]?.kind === "item";
  if (!isItem(at) && !isItem(at - 1)) {
    const around = pieces.slice(Math.max(0, at - 1), at + 2);
    return { list: undefined, before: [], around, skipped: 0 };
  }
  // What follows a list may belong to it, as long as it is half-typed.
  let list = isItem(at) ? at : at - 1;
  while (list > 0 && isItem(list)) list -= 1;
  // The item before tells the column of the dashes where the cursor is between two.
  const first = Math.max(list + 1, at - 1);
  const head = pieces[list]?.value?.value;
  return {
    list: head?.kind === "mapping" ? head.entries[0]?.key : undefined,
    before: pieces.slice(list, list + 1),
    around: pieces.slice(first, at + 2),
    skipped: first - list - 1,
  };
}

function moved(path: Path, { list: own, skipped }: Nearby): Path {
  const [list, index, ...rest] = path;
  return list !== undefined && list === own && typeof index === "number"
    ? [list, index + skipped, ...rest]
    : path;
}

/** The words of a top-level list, but for the one that the cursor is on. */
function otherItems(
  document: ManifestDocument,
  path: Path,
  { start, end }: SourceRange,
): ReadonlySet<string> {
  const list = document.nodeAtPath(path.slice(0, 1));
  const items = list?.kind === "sequence" ? list.items : [];
  return new Set(
    items.flatMap((item) =>
      item.kind === "scalar" && item.source !== "" && (item.range.end < start || item.range.start > end)
        ? [item.source]
        : [],
    ),
  );
}

/** The manifest's keys, but for the one that the cursor is on. */
function rootKeys(document: ManifestDocument, { start, end }: SourceRange): ReadonlySet<string> {
  const { root } = document;
  const entries = root?.kind === "mapping" ? root.entries : [];
  return new Set(
    entries
      .filter(({ keyRange, merged }) => !merged && keyRange.end > keyRange.start)
      .filter(({ keyRange }) => keyRange.end < start || keyRange.start > end)
      .map(({ key }) => key),
  );
}
