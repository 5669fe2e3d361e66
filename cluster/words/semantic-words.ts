import type { ReleaseFacts } from "../cluster";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt, type SchemaPart } from "../manifest/manifest-schema";
import { readSecret } from "../manifest/secret-reference";
import type { Piece } from "../manifest/piece";
import type { PieceValue } from "../manifest/piece-value";
import type { MappingEntry, ScalarNode, ValueNode } from "../manifest/value-node";
import { addressKind } from "../rules/ip-address";
import type { Path, SourceRange } from "../source-range";
import type { SemanticWord } from "./semantic-word";

/** A word, counted from some offset. */
interface FoundWord {
  readonly kind: SemanticWord["kind"];
  readonly start: number;
  readonly end: number;
}

/** Something that is read alone: the piece's words are worked out once, whatever happens in the others. */
interface KnownWords {
  readonly release: ReleaseFacts | undefined;
  /** Lines are counted from the piece's first. */
  readonly words: readonly SemanticWord[];
}

const known = new WeakMap<PieceValue, KnownWords>();

/** The words of a stretch whose meaning is known, in the order of the text. */
export function semanticWords(
  document: ManifestDocument,
  release: ReleaseFacts | undefined,
  stretch: SourceRange,
): readonly SemanticWord[] {
  const [from, to] = [document.positionAt(stretch.start), document.positionAt(stretch.end)];
  const isIn = ({ line, character, length }: SemanticWord): boolean =>
    (line < to.line || (line === to.line && character < to.character)) &&
    (line > from.line || (line === from.line && character + length > from.character));
  const all = document.reading.byPiece
    ? wordsByPiece(document, release, stretch)
    : wordsOfWhole(document, release);
  return [...all].filter(isIn);
}

function* wordsByPiece(
  document: ManifestDocument,
  release: ReleaseFacts | undefined,
  stretch: SourceRange,
): Generator<SemanticWord> {
  let list = "";
  for (const piece of document.pieces) {
    const { value } = piece;
    if (value === undefined || piece.kind === "conflict") continue;
    const root = value.value;
    if (piece.kind === "list" && root?.kind === "mapping") list = root.entries[0]?.key ?? "";
    if (piece.start > stretch.end || piece.end < stretch.start) continue;
    let found = known.get(value);
    if (found?.release !== release || found === undefined) {
      found = { release, words: wordsOfPiece(piece, value, piece.kind === "item" ? [list] : [], release) };
      known.set(value, found);
    }
    for (const { kind, line, character, length } of found.words)
      yield { kind, line: piece.line + line, character, length };
  }
}

function wordsOfPiece(
  piece: Piece,
  value: PieceValue,
  path: Path,
  release: ReleaseFacts | undefined,
): SemanticWord[] {
  const own = { start: piece.start, end: piece.end };
  const found: FoundWord[] = [
    ...(value.value === undefined ? [] : wordsIn(value.value, path, own, release)).map(
      ({ kind, start, end }) => ({ kind, start: start - piece.start, end: end - piece.start }),
    ),
    ...value.marks,
  ];
  let line = 0;
  return found
    .sort((one, other) => one.start - other.start)
    .flatMap(({ kind, start, end }) => {
      while (start >= (piece.lineStarts[line + 1] ?? Infinity)) line += 1;
      // A word is on one line.
      if (end > (piece.lineStarts[line + 1] ?? Infinity) || /[\r\n]/.test(piece.text.slice(start, end)))
        return [];
      return [{ kind, line, character: start - (piece.lineStarts[line] ?? 0), length: end - start }];
    });
}

function wordsOfWhole(document: ManifestDocument, release: ReleaseFacts | undefined): SemanticWord[] {
  const { root } = document;
  const everything = { start: 0, end: document.length };
  const marks = document.marks.map(({ kind, range }) => ({ kind, ...range }));
  return [...(root === undefined ? [] : wordsIn(root, [], everything, release)), ...marks]
    .filter(({ start, end }) => !/[\r\n]/.test(document.slice(start, end)))
    .sort((one, other) => one.start - other.start)
    .map(({ kind, start, end }) => ({ kind, ...document.positionAt(start), length: end - start }));
}

/** The words of what is written inside of a stretch. */
function wordsIn(
  root: ValueNode,
  rootPath: Path,
  inside: SourceRange,
  release: ReleaseFacts | undefined,
): FoundWord[] {
  const words: FoundWord[] = [];
  const seen = new Set<ValueNode>();
  const add = (kind: SemanticWord["kind"], { start, end }: SourceRange): void => {
    if (end > start) words.push({ kind, start, end });
  };
  const visit = (node: ValueNode, path: Path): void => {
    const { start, end } = node.range;
    // An anchored value is read where it is first met, which is where it is written.
    if (seen.has(node) || start < inside.start || end > inside.end) return;
    seen.add(node);
    if (node.kind === "scalar") {
      const kind = kindOf(node, path, release);
      if (kind !== undefined) add(kind, node.range);
    } else if (node.kind === "sequence") {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    } else visitEntries(node.entries, path);
  };
  const visitEntries = (entries: readonly MappingEntry[], path: Path): void => {
    for (const { key, keyRange, value, merged } of entries) {
      if (merged) continue;
      const own = [...path, key];
      if (schemaAt(own) !== undefined) add("key", keyRange);
      visit(value, own);
    }
  };
  visit(root, rootPath);
  return words;
}

function kindOf(
  { value }: ScalarNode,
  path: Path,
  release: ReleaseFacts | undefined,
): SemanticWord["kind"] | undefined {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "truth";
  if (value === null) return undefined;
  const schema = schemaAt(path);
  if (isReference(value, schema)) return "reference";
  if (isChoice(value, path, schema, release)) return "choice";
  return isAddressKey(path.at(-1)) && addressKind(value) !== "not-an-address" ? "address" : undefined;
}

function isReference(value: string, schema: SchemaPart | undefined): boolean {
  if (schema === undefined || !value.startsWith("${")) return false;
  const reading = readSecret(value);
  return reading.kind === "value" && reading.source.kind !== "literal";
}

function isChoice(
  value: string,
  path: Path,
  schema: SchemaPart | undefined,
  release: ReleaseFacts | undefined,
): boolean {
  if (path[0] === "release") return true;
  if (path[0] === "modules") return release?.modules.some(({ name }) => name === value) === true;
  return schema?.enum?.includes(value) === true;
}

function isAddressKey(key: string | number | undefined): boolean {
  return key === "privateIp" || key === "publicIp" || key === "host";
}
