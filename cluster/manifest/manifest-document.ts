import {
  Composer,
  Parser,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from "yaml";
import type { Finding } from "../finding";
import type { Path, SourceRange, TextChange, TextPosition } from "../source-range";
import { tooDeep } from "./nesting-depth";
import { buildValueTree, type ValueTree } from "./value-tree";
import { childOf, entryOf, type ValueNode } from "./value-node";

/** More text than this is no manifest, and would take too long to read: ten thousand nodes have 3.5 million characters. */
const MOST_TEXT = 5_000_000;

/**
 * The only owner of a manifest's text and tree; nobody else parses. Any text can be opened: what is wrong with it
 * is in `syntaxFindings`, and `root` is as much of it as could be read.
 */
export class ManifestDocument {
  #text: string;
  #reading: ValueTree | undefined;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Applies the changes in order, each on the text that the former left. */
  edit(changes: readonly TextChange[]): void {
    for (const { range, newText } of changes) {
      this.#text = this.#text.slice(0, range.start) + newText + this.#text.slice(range.end);
    }
    this.#reading = undefined;
    this.#lineStarts = undefined;
  }

  /** The whole manifest's value; undefined where the file is empty or cannot be read at all. */
  get root(): ValueNode | undefined {
    return this.#read().root;
  }

  /** What YAML itself does not allow, one finding for one cause. */
  get syntaxFindings(): readonly Finding[] {
    return this.#read().findings;
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
    return node.range.end > node.range.start ? node.range : (entry?.keyRange ?? node.range);
  }

  positionAt(offset: number): TextPosition {
    const starts = this.#lines();
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= at) line = middle;
      else after = middle;
    }
    return { line, character: at - (starts[line] ?? 0) };
  }

  /** The offset of a position; one after its line's end counts as the line's end. */
  offsetAt({ line, character }: TextPosition): number {
    const starts = this.#lines();
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : this.#text.length;
    let end = starts[line + 1] ?? this.#text.length;
    while (end > start && (this.#text[end - 1] === "\n" || this.#text[end - 1] === "\r")) end -= 1;
    return Math.max(start, Math.min(start + character, end));
  }

  /** The manifest as a whole is told at its first key, and at its first line where it has none. */
  #rootRange(): SourceRange {
    const root = this.root;
    const first = root?.kind === "mapping" ? root.entries.find((entry) => !entry.merged) : undefined;
    if (first !== undefined) return first.keyRange;
    const end = this.#text.search(/[\r\n]/);
    return { start: 0, end: end < 0 ? this.#text.length : end };
  }

  #read(): ValueTree {
    this.#reading ??= readText(this.#text);
    return this.#reading;
  }

  /** Where the lines start; they end as editors have it: at LF, CR LF and CR. */
  #lines(): readonly number[] {
    if (this.#lineStarts !== undefined) return this.#lineStarts;
    const starts = [0];
    for (const { index, 0: end } of this.#text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    this.#lineStarts = starts;
    return starts;
  }
}

function readText(text: string): ValueTree {
  if (text.length > MOST_TEXT)
    return { root: undefined, findings: [fault("yaml-too-large", 0, 0, TOO_LONG)] };
  const tokens = [...new Parser().parse(text)];
  // The parser's next step calls itself for each level: deep enough, it ends the whole process.
  const deep = tooDeep(tokens);
  if (deep !== undefined)
    return { root: undefined, findings: [fault("yaml-syntax", deep, deep + 1, TOO_DEEP)] };
  const [first, second] = new Composer(OPTIONS).compose(tokens);
  const character = unreadableCharacter(text);
  if (first === undefined) return { root: undefined, findings: character === undefined ? [] : [character] };
  const tree = buildValueTree(first);
  const errors = first.errors.slice(0, 1).map((error) => syntaxFinding(error, text));
  const broken = character === undefined ? errors : [character];
  const more = second !== undefined && broken.length === 0 ? [secondDocument(second, text)] : [];
  const before = broken[0]?.range.start ?? Infinity;
  const sure = tree.findings.filter(({ range }) => range.end <= before);
  return { root: tree.root, findings: [...broken, ...sure, ...more] };
}

const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  uniqueKeys: false,
  merge: false,
  logLevel: "silent",
  prettyErrors: false,
  version: "1.2",
  schema: "core",
  keepSourceTokens: true,
};

const TOO_DEEP = "This is nested too deeply: a manifest has a handful of levels.";
const TOO_LONG = "This file has more than five million characters; that is no manifest.";

function fault(code: string, start: number, end: number, message: string): Finding {
  return { code, severity: "error", message, range: { start, end }, related: [], fixes: [] };
}

/** What YAML forbids in a text, and the parser lets pass: control characters, halves of characters, and CR as a line's end. */
function unreadableCharacter(text: string): Finding | undefined {
  const match = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}|\r(?!\n)/u.exec(text);
  if (match === null) return undefined;
  const { index } = match;
  const code = text.charCodeAt(index);
  if (code === 0x0d)
    return fault(
      "yaml-syntax",
      index,
      index + 1,
      "A lone CR ends no line here. Save the file with LF or CR LF line ends.",
    );
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return fault("yaml-syntax", index, index + 1, `The character ${name} cannot stand in YAML. Remove it.`);
}

/** The parser's errors in people's words. Its own may repeat the text, which may hold a secret. */
const ERROR_WORDS: Readonly<Partial<Record<Document["errors"][number]["code"], string>>> = {
  BAD_ALIAS: "This is no name of an anchor.",
  BAD_DQ_ESCAPE: String.raw`This is no escape sequence. Write \\ for a backslash, or use single quotes.`,
  BAD_INDENT: "This is indented otherwise than its neighbours. What belongs together starts in one column.",
  BAD_SCALAR_START: "A value cannot begin with this character. Put it in quotes.",
  BLOCK_AS_IMPLICIT_KEY:
    "There is a second ': ' on this line. Put the value in quotes, or the inner key on a line of its own.",
  BLOCK_IN_FLOW: "Inside brackets or braces nothing can be written by indentation. Is one not closed?",
  IMPOSSIBLE: "YAML cannot read on from here.",
  MISSING_CHAR: "A ':' and a value are missing after this key.",
  KEY_OVER_1024_CHARS: "A key has at most 1024 characters. Is a ':' or a quote missing?",
  MULTILINE_IMPLICIT_KEY: "A key stands on one line. Is a ':' or a quote missing?",
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: "Tabs cannot indent YAML. Use spaces.",
  TAG_RESOLVE_FAILED: "There is no such tag. A manifest needs no '!'.",
  UNEXPECTED_TOKEN:
    "YAML expects something else here. Is a quote, a bracket or a ',' missing, or one too many?",
};

/** Only the parser's first error is told: what follows it is mostly its echo. */
function syntaxFinding(error: Document["errors"][number], text: string): Finding {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.max(Math.min(error.pos[1], text.length), start);
  return fault("yaml-syntax", start, end, errorWords(error));
}

function errorWords({ code, message }: Document["errors"][number]): string {
  const closing = /end with an? ([\]}])$/.exec(message)?.[1];
  if (closing !== undefined) return `This is not closed: the '${closing}' is missing.`;
  const quote = /^Missing closing (['"])quote$/.exec(message)?.[1];
  if (quote !== undefined) return `This text is not closed: the ${quote} at its end is missing.`;
  if (message.startsWith("Sequence item without"))
    return "This line belongs to no item: mind its indentation.";
  return ERROR_WORDS[code] ?? `${message.trim().replace(/\.$/, "").slice(0, 200)}.`;
}

/** Told at the line that begins the second document. */
function secondDocument(document: Document, text: string): Finding {
  const start = document.range?.[0] ?? 0;
  const length = text.slice(start).search(/[\r\n]/);
  return fault(
    "yaml-second-document",
    start,
    length < 0 ? text.length : start + length,
    "A manifest is one YAML document. Put a second cluster into a file of its own.",
  );
}
