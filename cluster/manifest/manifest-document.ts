import type { Finding } from "../finding";
import type { Path, SourceRange, TextChange, TextPosition } from "../source-range";
import { lostOnce } from "./lost-characters";
import { ManifestPieces } from "./manifest-pieces";
import type { ManifestReading } from "./manifest-reading";
import { readManifest } from "./read-manifest";
import type { PlacedMark } from "./placed-marks";
import type { Piece } from "./piece";
import { childOf, entryOf, type ValueNode } from "./value-node";

/** More text than this is no manifest, and would take too long to read: ten thousand nodes have 3.5 million characters. */
const MOST_TEXT = 5_000_000;

/** An anchor `&name` or an alias `*name`, the sign included in its range. */
export interface ManifestMark {
  readonly kind: "anchor" | "alias";
  readonly name: string;
  readonly range: SourceRange;
}

/**
 * The only owner of a manifest's text and tree; nobody else parses. Any text can be opened: what is wrong with it
 * is in `syntaxFindings`, and `root` is as much of it as could be read. An edit reads again only the piece that it
 * touches; every answer is the one that a new document of the same text would give.
 */
export class ManifestDocument {
  readonly #pieces: ManifestPieces;
  #reading: ManifestReading | undefined;
  /** What the pieces were last read as. */
  #before: ManifestReading | undefined;

  constructor(text: string) {
    this.#pieces = new ManifestPieces(text);
  }

  /** The whole text. It is put together when asked for; `length` and `slice` cost less. */
  get text(): string {
    return this.#pieces.text;
  }

  get length(): number {
    return this.#pieces.length;
  }

  /** A stretch of the text. */
  slice(start: number, end: number): string {
    return this.#pieces.slice(start, end);
  }

  /** Applies the changes in order, each on the text that the former left. */
  edit(changes: readonly TextChange[]): void {
    for (const { range, newText } of changes) this.#pieces.replace(range, newText);
    this.#reading = undefined;
  }

  /** The whole manifest's value; undefined where the file is empty or cannot be read at all. */
  get root(): ValueNode | undefined {
    return this.reading.root;
  }

  /** What YAML itself does not allow, one finding for one cause. */
  get syntaxFindings(): readonly Finding[] {
    return this.reading.findings;
  }

  /** Every anchor and alias, in the order of the text. */
  get marks(): readonly ManifestMark[] {
    return this.reading.marks().map(placedMark);
  }

  /** The anchors that no alias refers to, in the order of the text. */
  get unusedAnchors(): readonly ManifestMark[] {
    return this.reading.unusedAnchors().map(placedMark);
  }

  /** What the text means; worked out once after an edit, when first asked for. */
  get reading(): ManifestReading {
    this.#reading ??= this.length > MOST_TEXT ? TOO_LONG : this.#read();
    return this.#reading;
  }

  #read(): ManifestReading {
    const reading = (this.#before = readManifest(this.#pieces, this.#before));
    return { ...reading, findings: lostOnce(reading.findings) };
  }

  /** The stretches of lines that the text is cut into: a top-level key, an item of a top-level list. */
  get pieces(): readonly Piece[] {
    return this.#pieces.all;
  }

  /** The piece that an offset is in; the last one for the text's end. */
  pieceAt(offset: number): Piece | undefined {
    return this.#pieces.pieceAt(offset);
  }

  nodeAtPath(path: Path): ValueNode | undefined {
    return path.reduce<ValueNode | undefined>((node, step) => childOf(node, step), this.root);
  }

  /**
   * Where a value, or its key, is written. For what is not there: the nearest thing around it that is
   * (its key where it has one), so that a finding about something missing has a place.
   */
  rangeOf(path: Path, part: "key" | "value"): SourceRange {
    const last = path.at(-1);
    if (last === undefined) return this.#rootRange();
    const parentPath = path.slice(0, -1);
    const parent = this.nodeAtPath(parentPath);
    const node = childOf(parent, last);
    if (node === undefined) return this.rangeOf(parentPath, "key");
    const entry = typeof last === "string" ? entryOf(parent, last) : undefined;
    if (part === "key" && entry !== undefined) return entry.keyRange;
    if (part === "key" && node.kind === "mapping") return node.entries[0]?.keyRange ?? node.range;
    const { range } = node;
    return range.end > range.start ? range : (entry?.keyRange ?? range);
  }

  positionAt(offset: number): TextPosition {
    return this.#pieces.positionAt(offset);
  }

  /** The offset of a position; one after its line's end counts as the line's end. */
  offsetAt(position: TextPosition): number {
    return this.#pieces.offsetAt(position);
  }

  /** The manifest as a whole is told at its first key, and at its first line where it has none. */
  #rootRange(): SourceRange {
    const { root } = this;
    const first = root?.kind === "mapping" ? root.entries.find((entry) => !entry.merged) : undefined;
    if (first !== undefined) return first.keyRange;
    const end = this.text.search(/[\r\n]/);
    return { start: 0, end: end < 0 ? this.length : end };
  }
}

function placedMark({ kind, name, origin, start, end }: PlacedMark): ManifestMark {
  return { kind, name, range: { start: origin.start + start, end: origin.start + end } };
}

const TOO_LONG: ManifestReading = {
  root: undefined,
  findings: [
    {
      code: "yaml-too-large",
      severity: "error",
      message: "This file is not checked: it has more than five million characters. Is it the right one?",
      range: { start: 0, end: 0 },
      related: [],
      fixes: [],
    },
  ],
  brokenOff: true,
  byPiece: false,
  incomplete: true,
  doubtful: new Set(),
  unsureLists: new Set(),
  conflicting: false,
  marks: () => [],
  markAt: () => undefined,
  borrowedAt: () => undefined,
  anchorsBefore: () => new Map(),
  unusedAnchors: () => [],
};
