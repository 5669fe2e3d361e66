/** A part of a word as a shell reads it; quotes are gone. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  /** `$(…)`, `<(…)` or backticks: what stands inside. */
  | { readonly kind: "command"; readonly text: string };

export interface ShellWord {
  readonly pieces: readonly Piece[];
  /** Where it begins, as an offset into the text. */
  readonly start: number;
}

/** One simple command; pipes, `&&`, `;` and line ends are between commands. */
export type ShellCommand = readonly ShellWord[];

/** A text that no shell would read to its end. */
export class ShellSyntaxError extends Error {}

/** `Line 3, column 5`, counted from 1. */
export function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `Line ${String(lines.length)}, column ${String((lines.at(-1)?.length ?? 0) + 1)}`;
}

const BLANK = /[ \t\u00a0]/;
const SPECIAL = /[ \t\u00a0\n;&|<>()'"\\$`‘’“”]/;
/** A backslash at a line's end; also where the line ends became blanks, as input boxes make of them. */
const CONTINUED = /\\(?:[ \t\u00a0]*(?:\n|$)|[ \t\u00a0]+(?=--))/y;
const VARIABLE = /\$(?:([A-Za-z_]\w*|[@*#?\d])|\{([A-Za-z_]\w*)(?::?[-=?+][^}]*)?\})/y;
/** Lines that begin with an argument go on with the command before: their backslash was lost when they were copied. */
const GOES_ON = /(?:[ \t\u00a0]*\n)+[ \t\u00a0]*(?=--[A-Za-z0-9])/y;

/**
 * Reads a pasted text as a shell reads it, as far as installation commands need it: quotes, backslashes at line ends
 * (blanks behind them are forgiven), variables, substitutions, comments. Nothing is run.
 * Expects LF line ends; throws ShellSyntaxError, which names the place and repeats nothing of the text.
 */
export function readShell(text: string): ShellCommand[] {
  return new Reader(text).read();
}

/** Where a part of a text that a shell would read begins and ends. */
export interface ShellLine {
  readonly start: number;
  /** The bracket or backtick that closes what is opened before it. */
  readonly closer?: string | undefined;
  /** Another line begins here at the latest, unless quotes or brackets reach over it. */
  readonly stop?: number | undefined;
}

/**
 * Reads one line of a text that otherwise need not be a shell's, and as readShell does. What backslashes, or a next line
 * that begins with an argument, make longer is one line.
 */
export function readShellLine(
  text: string,
  line: ShellLine,
): { readonly commands: readonly ShellCommand[]; readonly end: number } {
  const reader = new Reader(text, line);
  return { commands: reader.read(), end: reader.end };
}

class Reader {
  readonly #text: string;
  readonly #line: ShellLine | undefined;
  #at: number;
  #commands: ShellCommand[] = [];
  #words: ShellWord[] = [];

  constructor(text: string, line?: ShellLine) {
    this.#text = text;
    this.#line = line;
    this.#at = line?.start ?? 0;
  }

  get end(): number {
    return this.#at;
  }

  read(): ShellCommand[] {
    while (this.#at < this.#text.length && !this.#lineEnds()) {
      const now = this.#text[this.#at] ?? "";
      if (this.#skip(CONTINUED) || (this.#line !== undefined && this.#skip(GOES_ON)) || BLANK.test(now)) {
        if (BLANK.test(this.#text[this.#at] ?? "")) this.#at += 1;
      } else if (now === "#") {
        this.#skip(/[^\n]*/y);
      } else if (/[\n;&|()]/.test(now)) {
        this.#at += 1;
        this.#end();
      } else if (this.#skip(/\d?>>?&?\d?|<(?!\()/y)) {
        if (this.#skip(/[ \t]*(?=--[A-Za-z0-9])/y))
          throw this.#error(this.#at, `the ${now} before this argument would swallow it. Remove it.`);
        this.#skip(/[ \t]*[^\s;&|]*/y);
      } else {
        this.#words.push({ start: this.#at, pieces: this.#word() });
      }
    }
    this.#end();
    return this.#commands;
  }

  #lineEnds(): boolean {
    if (this.#line === undefined) return false;
    const { stop, closer } = this.#line;
    const now = this.#text[this.#at];
    if (now === closer || (stop !== undefined && this.#at >= stop)) return true;
    GOES_ON.lastIndex = this.#at;
    return now === "\n" && !GOES_ON.test(this.#text);
  }

  #end(): void {
    if (this.#words.length > 0) this.#commands.push(this.#words);
    this.#words = [];
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return false;
    this.#at += found.length;
    return true;
  }

  #word(): Piece[] {
    const pieces: Piece[] = [];
    const isArgument = this.#text.startsWith("--", this.#at);
    for (;;) {
      const start = this.#at;
      const now = this.#text[start];
      if (now === undefined || /[\s\u00a0;&|>)]/.test(now) || now === this.#line?.closer) return pieces;
      if (now === "'") {
        pieces.push({ kind: "text", text: this.#upTo("'", start) });
        if (isArgument) this.#endsOnItsLine(start);
      } else if (now === '"') {
        this.#at += 1;
        pieces.push(...this.#doubleQuoted(start));
        if (isArgument) this.#endsOnItsLine(start);
      } else if (now === "\\") {
        if (this.#continues(start)) return pieces;
        pieces.push({ kind: "text", text: this.#text[start + 1] ?? "" });
        this.#at += 2;
      } else if (now === "<" && this.#text[start + 1] !== "(") {
        return pieces;
      } else if (now === "<" || now === "$" || now === "`") {
        pieces.push(this.#substitution());
      } else if (/[‘’“”]/.test(now)) {
        throw this.#error(start, `${now} is a typographic quote, which no shell knows. Write ' or ".`);
      } else if (now === "(") {
        throw this.#error(start, "this bracket has no meaning here. Is a quote missing before it?");
      } else {
        pieces.push({ kind: "text", text: this.#plain() });
      }
    }
  }

  #continues(start: number): boolean {
    CONTINUED.lastIndex = start;
    return CONTINUED.test(this.#text);
  }

  #plain(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !SPECIAL.test(this.#text[this.#at] ?? "")) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #doubleQuoted(start: number): Piece[] {
    const pieces: Piece[] = [{ kind: "text", text: "" }];
    for (;;) {
      const now = this.#text[this.#at];
      if (now === undefined) throw this.#error(start, `the " that is opened here is not closed.`);
      if (now === '"') {
        this.#at += 1;
        return pieces;
      }
      const next = this.#text[this.#at + 1] ?? "";
      if (now === "\\" && /["\\$`\n]/.test(next)) {
        pieces.push({ kind: "text", text: next === "\n" ? "" : next });
        this.#at += 2;
      } else if (now === "$" || now === "`") {
        pieces.push(this.#substitution());
      } else {
        pieces.push({ kind: "text", text: now });
        this.#at += 1;
      }
    }
  }

  /** At `$`, a backtick or `<(`. */
  #substitution(): Piece {
    const start = this.#at;
    VARIABLE.lastIndex = start;
    const variable = VARIABLE.exec(this.#text);
    if (variable !== null) {
      this.#at += variable[0].length;
      return { kind: "variable", name: variable[1] ?? variable[2] ?? "" };
    }
    if (this.#text[start] === "`") return { kind: "command", text: this.#upTo("`", start) };
    if (this.#text[start + 1] === "(") {
      this.#at += 2;
      return { kind: "command", text: this.#bracketed(start) };
    }
    this.#at += 1;
    return { kind: "text", text: "$" };
  }

  /** What stands up to the closing bracket; quotes inside may hold brackets. */
  #bracketed(start: number): string {
    const from = this.#at;
    let depth = 1;
    while (this.#at < this.#text.length) {
      const now = this.#text[this.#at];
      if (now === "'" || now === '"') {
        this.#upTo(now, this.#at);
        continue;
      }
      // A download is named on one line; a bracket further on closes something else.
      if (now === "\n" && this.#text[start] === "<" && this.#text[this.#at - 1] !== "\\") break;
      if (now === "(") depth += 1;
      if (now === ")") depth -= 1;
      this.#at += 1;
      if (depth === 0) return this.#text.slice(from, this.#at - 1);
    }
    throw this.#error(start, "the bracket that is opened here is not closed.");
  }

  /** What stands between a quote at `start` and the next one. */
  #upTo(quote: string, start: number): string {
    const end = this.#text.indexOf(quote, start + 1);
    if (end < 0) throw this.#error(start, `the ${quote} that is opened here is not closed.`);
    this.#at = end + 1;
    return this.#text.slice(start + 1, end);
  }

  /** An argument's value that runs over a line's end has lost its quote; the next quotes would be taken for its end. */
  #endsOnItsLine(start: number): void {
    if (this.#text.slice(start, this.#at).includes("\n"))
      throw this.#error(
        start,
        `the ${this.#text[start] ?? ""} that is opened here is not closed on its line.`,
      );
  }

  #error(offset: number, what: string): ShellSyntaxError {
    return new ShellSyntaxError(`${placeOf(this.#text, offset)}: ${what}`);
  }
}
