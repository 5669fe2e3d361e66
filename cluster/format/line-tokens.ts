import { CST, Lexer } from "yaml";

/** A line of a manifest as its layout sees it. */
export interface Line {
  readonly start: number;
  /** Without its line end. */
  readonly text: string;
  /** What stands at its end: `\n`, `\r\n`, or nothing in the last line. */
  readonly end: string;
  /** The line on which the text or bracket begins that goes on here; undefined for a line that begins anew. */
  readonly within: number | undefined;
  /** Dashes and keys outside of brackets, in order. */
  readonly marks: readonly Mark[];
  /** Whether the line's end is a part of a text, and blanks before it may mean something. */
  readonly endsInText: boolean;
  /** A line that stands where it stands: `---`. */
  readonly fixed: boolean;
}

/** What gives a line its place: a dash of a list, or a key. */
export interface Mark {
  readonly kind: "dash" | "key";
  readonly column: number;
  /** Where blanks follow a key's colon and then its value: how many, and where. */
  readonly gap?: { readonly column: number; readonly length: number };
}

interface GrowingLine {
  readonly start: number;
  readonly text: string;
  readonly end: string;
  within: number | undefined;
  readonly marks: Mark[];
  endsInText: boolean;
  fixed: boolean;
}

interface Token {
  readonly type: CST.TokenType | "block-text" | null;
  readonly start: number;
  readonly source: string;
}

/** Signs of a layout that is left alone: explicit keys, directives, ends of documents, and what the lexer calls wrong. */
const STRANGE = new Set([
  "explicit-key-ind",
  "directive",
  "directive-line",
  "doc-end",
  "flow-error-end",
  "error",
]);

/** Reads a text's lines; undefined where its layout is one of those that are left alone. */
export function readLines(text: string): readonly Line[] | undefined {
  if (/\r(?!\n)/.test(text) || /^ *\t/m.test(text)) return undefined;
  const lines = splitLines(text);
  const tokens = tokensOf(text);
  if (tokens.some(({ type }) => type === null || STRANGE.has(type))) return undefined;
  const reader = new LineReader(lines);
  for (const [index, token] of tokens.entries()) reader.read(tokens, index, token);
  return reader.isStrange ? undefined : lines;
}

function splitLines(text: string): GrowingLine[] {
  const lines: GrowingLine[] = [];
  for (let start = 0; start < text.length;) {
    const newLine = text.indexOf("\n", start);
    const next = newLine < 0 ? text.length : newLine + 1;
    const whole = text.slice(start, next);
    const end = /\r?\n$/.exec(whole)?.[0] ?? "";
    const own = whole.slice(0, whole.length - end.length);
    lines.push({ start, text: own, end, within: undefined, marks: [], endsInText: false, fixed: false });
    start = next;
  }
  return lines;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let isBlock = false;
  let isText = false;
  for (const source of new Lexer().lex(text)) {
    // Signs that the lexer puts between the pieces of the text, and that are not in it.
    if (source === "\u0002" || source === "\u001f") {
      isText = source === "\u001f";
      continue;
    }
    const type = isText ? (isBlock ? "block-text" : textType(source)) : CST.tokenType(source);
    tokens.push({ type, start, source });
    if (type === "block-scalar-header") isBlock = true;
    if (isText) isBlock = false;
    isText = false;
    start += source.length;
  }
  return tokens;
}

/** A text without quotes may look like anything. */
function textType(source: string): Token["type"] {
  const type = CST.tokenType(source);
  return type === "single-quoted-scalar" || type === "double-quoted-scalar" ? type : "scalar";
}

class LineReader {
  #line = 0;
  #depth = 0;
  #opened = 0;
  /** Where the words before a colon begin on this line; undefined before the first one. */
  #word: number | undefined;
  isStrange = false;

  constructor(readonly lines: readonly GrowingLine[]) {}

  read(tokens: readonly Token[], index: number, { type, start, source }: Token): void {
    this.#moveTo(start);
    const line = this.lines[this.#line];
    if (line === undefined) return;
    const column = start - line.start;
    switch (type) {
      case "doc-start":
        line.fixed = true;
        if (line.text.trimEnd() !== "---") this.isStrange = true;
        return;
      case "flow-map-start":
      case "flow-seq-start":
        if (this.#depth === 0) {
          this.#opened = this.#line;
          this.#word ??= column;
        }
        this.#depth += 1;
        return;
      case "flow-map-end":
      case "flow-seq-end":
        this.#depth -= 1;
        return;
      case "newline":
        if (this.#depth > 0) this.#enclose(this.#opened, this.#line + 1);
        return;
      case "seq-item-ind":
        if (this.#depth > 0) return;
        line.marks.push({ kind: "dash", column });
        this.#word = undefined;
        return;
      case "map-value-ind":
        if (this.#depth === 0) this.#endKey(tokens, index, line, column);
        return;
      case "anchor":
      case "tag":
      case "alias":
        if (this.#depth === 0) this.#word ??= column;
        return;
      case "scalar":
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        if (this.#depth === 0) this.#word ??= column;
        this.#readText(source, start, this.#line);
        return;
      case "block-text":
        // It belongs to its header, on the line before.
        this.#enclose(this.#line - 1, this.#line);
        this.#keepBlanks(this.#readText(source, start, this.#line - 1));
        return;
      default:
        return;
    }
  }

  #moveTo(offset: number): void {
    const before = this.#line;
    while (offset >= (this.lines[this.#line + 1]?.start ?? Infinity)) this.#line += 1;
    if (this.#line !== before) this.#word = undefined;
  }

  #endKey(tokens: readonly Token[], index: number, line: GrowingLine, column: number): void {
    if (this.#word === undefined) {
      this.isStrange = true;
      return;
    }
    const [blank, next] = tokens.slice(index + 1, index + 3);
    const hasValue =
      blank?.type === "space" && !["newline", "comment", undefined].includes(next?.type ?? undefined);
    const gap = hasValue ? { gap: { column: column + 1, length: blank.source.length } } : {};
    line.marks.push({ kind: "key", column: this.#word, ...gap });
    this.#word = undefined;
  }

  /** A text over several lines goes on in those after its first one; a last line end that is its own ends it. Answers its last line. */
  #readText(source: string, start: number, opened: number): number {
    let at = this.#line;
    for (const { index } of source.matchAll(/\n/g)) {
      const offset = start + index;
      while (offset >= (this.lines[at + 1]?.start ?? Infinity)) at += 1;
      this.#keepBlanks(at);
      if (index < source.length - 1) this.#enclose(opened, at + 1);
    }
    return source.endsWith("\n") || !source.includes("\n") ? at : at + 1;
  }

  #keepBlanks(line: number): void {
    const found = this.lines[line];
    if (found !== undefined) found.endsInText = true;
  }

  #enclose(opened: number, line: number): void {
    const inner = this.lines[line];
    if (inner === undefined) return;
    inner.within ??= this.lines[opened]?.within ?? opened;
  }
}
