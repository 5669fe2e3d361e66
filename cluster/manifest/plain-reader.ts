import { isDigit, isFlowWord, isPlainStart, isWord, NOT_PLAIN, plainScalar, TYPED_KEY } from "./plain-words";
import type {
  Mark,
  Reading,
  WrittenMapping,
  WrittenNode,
  WrittenPair,
  WrittenSequence,
} from "./written-node";

/**
 * Reads the plain part of YAML that manifests are written in, many times faster than the whole of it: block mappings
 * and lists, words, numbers, simple quotes, one-line brackets and braces, comments, anchors and aliases.
 * Undefined for everything else, sound or not; then `readYaml` decides. Where it answers, it answers the same.
 */
export function readPlain(text: string): Reading | undefined {
  return UNUSUAL.test(text) ? undefined : new PlainReader(text).read();
}

/** Characters that this reader leaves to the whole of YAML: control characters, tabs, and all beyond ASCII. */
const UNUSUAL = /[^\n\r\x20-\x7e]|\r(?!\n)/;

const [LF, CR, SPACE, QUOTE, HASH, AMPERSAND, APOSTROPHE, STAR, COMMA, DASH, COLON] = [
  10, 13, 32, 34, 35, 38, 39, 42, 44, 45, 58,
];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/** Levels deeper than this are left to the whole of YAML. */
const MOST_LEVELS = 20;

class PlainReader {
  readonly #marks: Mark[] = [];
  /** Where the next thing to read begins; always at a line's first character that is no blank, or at the end. */
  #at = 0;
  /** Its column. */
  #column = 0;
  #levels = 0;

  constructor(readonly text: string) {}

  read(): Reading | undefined {
    try {
      this.#nextLine(0);
      if (this.#at >= this.text.length) return undefined;
      const written = this.#block(this.#column);
      if (this.#at < this.text.length) return undefined;
      return { written, fault: undefined, marks: this.#marks };
    } catch (error) {
      if (error === NOT_PLAIN) return undefined;
      throw error;
    }
  }

  /** Goes to the first character of the next line that has content. */
  #nextLine(from: number): void {
    const { text } = this;
    for (let line = from; ;) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const code = text.charCodeAt(at);
      if (code === HASH) {
        const end = text.indexOf("\n", at);
        at = end < 0 ? text.length : end;
      } else if (code === CR) {
        at += 1;
      } else if (code !== LF && at < text.length) {
        this.#at = at;
        this.#column = at - line;
        return;
      }
      if (at >= text.length) {
        this.#at = text.length;
        this.#column = -1;
        return;
      }
      line = at + 1;
    }
  }

  /** A mapping or list whose keys or dashes stand in this column; the present place is its first one. */
  #block(column: number, anchor?: string): WrittenMapping | WrittenSequence {
    this.#levels += 1;
    if (this.#levels > MOST_LEVELS) throw NOT_PLAIN;
    const node = this.#isDash(this.#at) ? this.#sequence(column, anchor) : this.#mapping(column, anchor);
    this.#levels -= 1;
    // What is indented otherwise than anything around it is somebody's mistake.
    if (this.#column > column) throw NOT_PLAIN;
    return node;
  }

  #sequence(column: number, anchor: string | undefined): WrittenSequence {
    const start = this.#at;
    const items: WrittenNode[] = [];
    while (this.#column === column && this.#isDash(this.#at)) items.push(this.#item(column));
    const end = items.at(-1)?.end ?? start;
    return { kind: "sequence", style: "block", start, end, anchor, items };
  }

  #item(column: number): WrittenNode {
    const { text } = this;
    let at = this.#at + 1;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const code = text.charCodeAt(at);
    if (code === LF || code === CR || code === HASH || at >= text.length || this.#isDash(at)) throw NOT_PLAIN;
    if (this.#keyEnd(at) === undefined) return this.#inline(at, column);
    const inner = column + (at - this.#at);
    this.#at = at;
    this.#column = inner;
    return this.#block(inner);
  }

  #mapping(column: number, anchor: string | undefined): WrittenMapping {
    const start = this.#at;
    const pairs: WrittenPair[] = [];
    while (this.#column === column) {
      const end = this.#keyEnd(this.#at);
      if (end === undefined) throw NOT_PLAIN;
      pairs.push(this.#pair(this.#at, end, column));
    }
    const end = pairs.at(-1)?.value.end ?? start;
    return { kind: "mapping", style: "block", start, end, anchor, pairs };
  }

  #pair(start: number, end: number, column: number): WrittenPair {
    const { text } = this;
    const key = text.slice(start, end);
    let at = end + 1;
    while (text.charCodeAt(at) === SPACE) at += 1;
    let anchor: string | undefined;
    if (text.charCodeAt(at) === AMPERSAND) {
      const after = this.#mark("anchor", at);
      anchor = text.slice(at + 1, after);
      at = after;
      while (text.charCodeAt(at) === SPACE) at += 1;
    }
    const code = text.charCodeAt(at);
    if (
      code !== LF &&
      code !== CR &&
      at < text.length &&
      (code !== HASH || text.charCodeAt(at - 1) !== SPACE)
    ) {
      return { key, plain: true, start, end, value: this.#inline(at, column, anchor) };
    }
    this.#nextLine(this.#lineEnd(at));
    const below = this.#column > column || (this.#column === column && this.#isDash(this.#at));
    const value: WrittenNode = below
      ? this.#block(this.#column, anchor)
      : { kind: "scalar", start: end, end, anchor, value: null, source: "", quoted: false };
    return { key, plain: true, start, end, value };
  }

  /** A value on the line of its key or dash, whose column is given; then the rest of its line must be empty. */
  #inline(start: number, column: number, anchor?: string): WrittenNode {
    const { text } = this;
    const code = text.charCodeAt(start);
    let node: WrittenNode;
    if (code === STAR) {
      if (anchor !== undefined) throw NOT_PLAIN;
      const end = this.#mark("alias", start);
      node = { kind: "alias", start, end, name: text.slice(start + 1, end) };
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      node = { ...this.#flow(start), anchor };
    } else if (code === QUOTE || code === APOSTROPHE) {
      node = { ...this.#quoted(start, code), anchor };
    } else {
      node = { ...plainScalar(text, start, this.#plainEnd(start)), anchor };
    }
    let at = node.end;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const next = text.charCodeAt(at);
    if (next === HASH ? at === node.end : next !== LF && next !== CR && at < text.length) throw NOT_PLAIN;
    this.#nextLine(this.#lineEnd(at));
    // A deeper line goes on with this value.
    if (this.#column > column) throw NOT_PLAIN;
    return node;
  }

  #lineEnd(at: number): number {
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end + 1;
  }

  /** The end of a plain key that starts here; undefined where none does. */
  #keyEnd(start: number): number | undefined {
    const { text } = this;
    let at = start;
    while (isWord(text.charCodeAt(at))) at += 1;
    if (at === start && text.startsWith("<<:", at)) at += 2;
    if (at === start || at - start > 200 || text.charCodeAt(at) !== COLON) return undefined;
    const next = text.charCodeAt(at + 1);
    const ends = next === SPACE || next === LF || next === CR || at + 1 >= text.length;
    // A number, `true` or `null` as a key has a type of its own.
    return ends && !isDigit(text.charCodeAt(start)) && !TYPED_KEY.test(text.slice(start, at))
      ? at
      : undefined;
  }

  #mark(kind: Mark["kind"], start: number): number {
    const { text } = this;
    let end = start + 1;
    while (isWord(text.charCodeAt(end)) || text.charCodeAt(end) === DASH) end += 1;
    const next = text.charCodeAt(end);
    if (end === start + 1 || (next !== SPACE && next !== LF && next !== CR && end < text.length))
      throw NOT_PLAIN;
    this.#marks.push({ kind, name: text.slice(start + 1, end), start, end });
    return end;
  }

  #quoted(start: number, quote: number): WrittenNode {
    const { text } = this;
    let at = start + 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (code === LF || code === CR || code === 92) throw NOT_PLAIN;
    }
    if (at >= text.length || text.charCodeAt(at + 1) === quote) throw NOT_PLAIN;
    const source = text.slice(start + 1, at);
    return { kind: "scalar", start, end: at + 1, value: source, source, quoted: true };
  }

  /** The end of a plain word in block style: before a comment, and before the blanks at its line's end. */
  #plainEnd(start: number): number {
    const { text } = this;
    if (!isPlainStart(text.charCodeAt(start), text.charCodeAt(start + 1))) throw NOT_PLAIN;
    let end = start;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LF || code === CR) break;
      if (code === SPACE) continue;
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
      if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (next === SPACE || next === LF || next === CR || at + 1 >= text.length) throw NOT_PLAIN;
      }
      end = at + 1;
    }
    return end;
  }

  /** Brackets or braces that close on their line, with words and quotes in them. */
  #flow(start: number): WrittenNode {
    const { text } = this;
    this.#levels += 1;
    if (this.#levels > MOST_LEVELS) throw NOT_PLAIN;
    const isMapping = text.charCodeAt(start) === OPEN_BRACE;
    const close = isMapping ? CLOSE_BRACE : CLOSE_BRACKET;
    const pairs: WrittenPair[] = [];
    const items: WrittenNode[] = [];
    let at = this.#blanks(start + 1);
    while (text.charCodeAt(at) !== close) {
      if (isMapping) {
        const end = this.#keyEnd(at);
        if (end === undefined || text.charCodeAt(end + 1) !== SPACE) throw NOT_PLAIN;
        const value = this.#flowValue(this.#blanks(end + 1));
        pairs.push({ key: text.slice(at, end), plain: true, start: at, end, value });
        at = this.#blanks(value.end);
      } else {
        const item = this.#flowValue(at);
        items.push(item);
        at = this.#blanks(item.end);
      }
      if (text.charCodeAt(at) === COMMA) at = this.#blanks(at + 1);
      else if (text.charCodeAt(at) !== close) throw NOT_PLAIN;
    }
    this.#levels -= 1;
    const range = { start, end: at + 1 };
    return isMapping
      ? { kind: "mapping", style: "flow", ...range, pairs }
      : { kind: "sequence", style: "flow", ...range, items };
  }

  #flowValue(start: number): WrittenNode {
    const { text } = this;
    const code = text.charCodeAt(start);
    if (code === OPEN_BRACKET || code === OPEN_BRACE) return this.#flow(start);
    if (code === QUOTE || code === APOSTROPHE) return this.#quoted(start, code);
    let end = start;
    while (isFlowWord(text.charCodeAt(end))) end += 1;
    const next = text.charCodeAt(end);
    if (end === start || (next !== SPACE && next !== COMMA && next !== CLOSE_BRACKET && next !== CLOSE_BRACE))
      throw NOT_PLAIN;
    if (!isPlainStart(code, text.charCodeAt(start + 1))) throw NOT_PLAIN;
    return plainScalar(text, start, end);
  }

  #blanks(at: number): number {
    let next = at;
    while (this.text.charCodeAt(next) === SPACE) next += 1;
    return next;
  }

  #isDash(at: number): boolean {
    const next = this.text.charCodeAt(at + 1);
    const ends = next === SPACE || next === LF || next === CR || at + 1 >= this.text.length;
    return this.text.charCodeAt(at) === DASH && ends;
  }
}
