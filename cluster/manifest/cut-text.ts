/**
 * What a stretch of a manifest's lines is.
 * - `head`: comments and blank lines before the first key, a lone `---` among them
 * - `entry`: a top-level key with all that belongs to it
 * - `list`: a top-level key whose items follow as pieces of their own
 * - `item`: one item of such a list
 * - `conflict`: a mark of a merge that was not finished, and what follows it
 * - `odd`: what makes cutting impossible: a document's start or end, a directive, a `? ` key, a root that is no mapping
 */
export type PieceKind = "head" | "entry" | "list" | "item" | "conflict" | "odd";

/** What the lines before a place decide for the lines after it. */
export interface CutState {
  /** Whether a first key has been there. */
  readonly begun: boolean;
  /** Whether a `---` has been there. */
  readonly marked: boolean;
  /** The column of the dashes of the list that goes on here; -1 where none does, -2 where the next line may begin one. */
  readonly dashes: number;
}

export interface Cut {
  readonly kind: PieceKind;
  readonly start: number;
  readonly end: number;
  /** The state after this piece. */
  readonly after: CutState;
}

const NO_LIST = -1;
const PENDING = -2;
const [TAB, LF, CR, SPACE, HASH, DASH] = [9, 10, 13, 32, 35, 45];

export const AT_START: CutState = { begun: false, marked: false, dashes: NO_LIST };

/** The state where a piece begins: a key that waited for its first line has none. */
export function followed(state: CutState): CutState {
  return state.dashes === PENDING ? { ...state, dashes: NO_LIST } : state;
}

/**
 * Cuts a text at the lines that can only begin a top-level key or an item of a top-level list. In a sound document
 * nothing else can stand there: whatever goes on over several lines is indented deeper, but for a bracket that closes. Linear, and a pure function of
 * the lines and the state before them, so that a part can be cut again alone.
 */
export function cutText(text: string, before: CutState): readonly Cut[] {
  const cutter = new Cutter(text, before);
  for (let line = 0; line < text.length;) {
    const newLine = text.indexOf("\n", line);
    cutter.readLine(line, newLine < 0 ? text.length : newLine);
    line = newLine < 0 ? text.length : newLine + 1;
  }
  return cutter.finish();
}

class Cutter {
  readonly #cuts: Cut[] = [];
  #kind: PieceKind | undefined;
  #start = 0;
  #begun: boolean;
  #marked: boolean;
  #dashes: number;

  constructor(
    readonly text: string,
    before: CutState,
  ) {
    this.#begun = before.begun;
    this.#marked = before.marked;
    this.#dashes = before.dashes;
  }

  readLine(line: number, end: number): void {
    const first = this.text.charCodeAt(line);
    if (line < end && first !== SPACE && first !== TAB && first !== CR && first !== HASH) {
      this.#readOuter(line, end);
      return;
    }
    this.#kind ??= "head";
    if (this.#dashes >= 0) {
      if (this.#dashes > 0 && this.#isDash(line, this.#dashes, end)) this.#open("item", line);
    } else if (!this.#begun || this.#dashes === PENDING) {
      this.#readFirst(line, end);
    }
  }

  finish(): readonly Cut[] {
    if (this.#kind !== undefined) this.#close(this.text.length);
    return this.#cuts;
  }

  /** The first line below a key without a value decides whether it is a list; one before any key makes the root odd. */
  #readFirst(line: number, end: number): void {
    let at = line;
    while (at < end && this.text.charCodeAt(at) === SPACE) at += 1;
    const first = this.text.charCodeAt(at);
    if (at >= end || first === CR || first === LF || first === HASH) return;
    if (!this.#begun) {
      if (this.text.slice(line, end).trim() !== "") this.#openOdd(line);
    } else if (this.#isDash(line, at - line, end)) {
      this.#kind = "list";
      this.#dashes = at - line;
      this.#open("item", line);
    } else {
      this.#dashes = NO_LIST;
    }
  }

  /** A line that begins in the first column. */
  #readOuter(line: number, end: number): void {
    const written = this.text.slice(line, Math.min(end, line + LONGEST_KEY)).replace(/[ \t\r]+$/, "");
    if (this.#begun && CLOSING.test(written)) {
      // The end of the brackets that opened further up. A key that waits for its first line has none.
      if (this.#dashes === PENDING) this.#dashes = NO_LIST;
    } else if (CONFLICT.test(written)) {
      this.#open("conflict", line);
    } else if (this.#begun && this.#isDash(line, 0, end)) {
      if (this.#dashes === PENDING) {
        this.#kind = "list";
        this.#dashes = 0;
      }
      // Elsewhere it belongs to the entry before it, and is its fault or its value.
      if (this.#dashes === 0) this.#open("item", line);
    } else if (!this.#begun && !this.#marked && START_MARK.test(written)) {
      this.#kind ??= "head";
      this.#marked = true;
    } else if (ODD.test(written) || (!this.#begun && !KEY_LINE.test(written))) {
      this.#openOdd(line);
    } else {
      this.#open("entry", line);
      this.#begun = true;
      this.#dashes = WITHOUT_VALUE.test(written) ? PENDING : NO_LIST;
    }
  }

  #openOdd(line: number): void {
    this.#open("odd", line);
    this.#begun = true;
    this.#dashes = NO_LIST;
  }

  #open(kind: PieceKind, at: number): void {
    if (this.#kind !== undefined && at > this.#start) {
      // A key that waits for its first line has none.
      if (this.#dashes === PENDING) this.#dashes = NO_LIST;
      this.#close(at);
    }
    this.#kind = kind;
    this.#start = at;
  }

  #close(end: number): void {
    const after = { begun: this.#begun, marked: this.#marked, dashes: this.#dashes };
    this.#cuts.push({ kind: this.#kind ?? "head", start: this.#start, end, after });
  }

  /** Whether a line has a dash at a column, with only blanks before it, and a blank or nothing after it. */
  #isDash(line: number, column: number, end: number): boolean {
    const { text } = this;
    const at = line + column;
    if (at >= end || text.charCodeAt(at) !== DASH) return false;
    const next = text.charCodeAt(at + 1);
    if (at + 1 < end && next !== SPACE && next !== CR && next !== TAB) return false;
    for (let blank = line; blank < at; blank += 1) if (text.charCodeAt(blank) !== SPACE) return false;
    return true;
  }
}

/** YAML's longest key, and some room for its colon. */
const LONGEST_KEY = 1100;

const CLOSING = /^[\]}]/;
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t]|$)/;
const START_MARK = /^---(?:[ \t]+#.*)?$/;
const ODD = /^(?:---|\.\.\.|[?:])(?:[ \t]|$)|^%|\uFEFF/;
const PLAIN_KEY = String.raw`[A-Za-z0-9_](?:[^ \t:#]|:(?=[^ \t])|[ \t]+(?=[^ \t:#])|(?<=[^ \t])#)*`;
const QUOTED_KEY = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;
const KEY_LINE = new RegExp(String.raw`^(?:${PLAIN_KEY}|${QUOTED_KEY})[ \t]*:(?:[ \t]|$)`);
/** A key, or a word that will be one, and nothing after it but a comment. */
const WITHOUT_VALUE = new RegExp(
  String.raw`^(?:(?:${PLAIN_KEY}|${QUOTED_KEY})[ \t]*:|[A-Za-z0-9_]+)(?:[ \t]+#.*)?$`,
);
