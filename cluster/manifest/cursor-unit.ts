import { flowExtent } from "./cursor-flow-skip";
import {
  endsNode,
  isBlank,
  lineEnd,
  nextLine,
  openQuoteEnd,
  plainEnd,
  quotedEnd,
  aliasEnd,
  skipBlanks,
  skipProperties,
  wordText,
} from "./cursor-lexer";

/** The node that a line writes after its dashes and key. */
export type Content =
  /** Nothing yet; it may start at `at`. */
  | { readonly kind: "none"; readonly at: number }
  | { readonly kind: "scalar"; readonly start: number; readonly end: number }
  | {
      readonly kind: "flow";
      readonly start: number;
      readonly outer: number;
      readonly end: number;
      readonly closed: boolean;
    }
  /** An alias, as far as it is typed; its sign included. */
  | { readonly kind: "alias"; readonly start: number; readonly end: number }
  /** Block scalars, and what this reader does not know. */
  | { readonly kind: "opaque"; readonly start: number; readonly end: number };

export interface Entry {
  readonly kind: "entry";
  readonly start: number;
  /** Column of the first mark or word. */
  readonly indent: number;
  /** Columns of the dashes. */
  readonly dashes: readonly number[];
  /** Offset of what follows the dashes; the column of its mapping's keys, where there is a key. */
  readonly body: number;
  readonly key:
    | { readonly text: string; readonly start: number; readonly end: number; readonly colon: number }
    | undefined;
  readonly content: Content;
  /** Where the next unit starts; undefined at the end of the text. */
  readonly next: number | undefined;
}

/** The smallest piece that is read at once: a line, with the lines that its last node goes on over. */
export type Unit =
  | Entry
  | {
      readonly kind: "blank" | "comment" | "marker" | "opaque";
      readonly start: number;
      readonly next: number | undefined;
    };

/** Reads the unit that starts at a line's start. `outer` is the column of the parent of a node without a key that starts at the column given. */
export function readUnit(text: string, start: number, outer: (column: number) => number): Unit {
  const end = lineEnd(text, start);
  const simple = (kind: "blank" | "comment" | "marker" | "opaque"): Unit => ({
    kind,
    start,
    next: nextLine(text, end),
  });
  let at = start;
  while (at < end && text[at] === " ") at += 1;
  const first = at;
  if (skipBlanks(text, at, end) === end) return simple("blank");
  if (text[at] === "#") return simple("comment");
  if (text[at] === "\t" || ((text[at] === "?" || text[at] === ":") && isBlank(text, at + 1, end)))
    return simple("opaque");
  if (at === start && isMarker(text, start, end)) return simple("marker");

  const dashes: number[] = [];
  while (text[at] === "-" && isBlank(text, at + 1, end)) {
    dashes.push(at - start);
    at = skipBlanks(text, at + 1, end);
  }
  const body = at;
  const key = readKey(text, skipProperties(text, body, end), end);
  const lastDash = dashes.at(-1);
  const parent = key !== undefined ? body - start : (lastDash ?? outer(first - start));
  const contentAt = key !== undefined ? key.colon + 1 : lastDash !== undefined ? start + lastDash + 1 : body;
  const { content, next } = readContent(text, contentAt, end, parent);
  return { kind: "entry", start, indent: first - start, dashes, body, key, content, next };
}

function isMarker(text: string, start: number, end: number): boolean {
  const mark = text.slice(start, start + 3);
  return ((mark === "---" || mark === "...") && isBlank(text, start + 3, end)) || text[start] === "%";
}

function readKey(text: string, start: number, end: number): Entry["key"] {
  const first = text[start];
  if (first === undefined || start >= end || "[{|>*#".includes(first)) return undefined;
  if (first !== '"' && first !== "'") {
    const plain = plainEnd(text, start, end);
    if (plain.colon === undefined || plain.end === start) return undefined;
    return { text: text.slice(start, plain.end), start, end: plain.end, colon: plain.colon };
  }
  const closed = quotedEnd(text, start, Number.MAX_SAFE_INTEGER);
  if (closed === undefined || closed > end) return undefined;
  const colon = skipBlanks(text, closed, end);
  if (text[colon] !== ":" || !isBlank(text, colon + 1, end)) return undefined;
  return { text: wordText(text, start, closed), start, end: closed, colon };
}

function readContent(
  text: string,
  from: number,
  end: number,
  outer: number,
): { content: Content; next: number | undefined } {
  const blanks = skipBlanks(text, from, end);
  const start = skipProperties(text, blanks, end);
  const first = text[start];
  const next = nextLine(text, end);
  if (start >= end || (first === "#" && start > from) || first === undefined) {
    return { content: { kind: "none", at: start === blanks ? from : start }, next };
  }
  if (first === "[" || first === "{") {
    const extent = flowExtent(text, start, outer);
    const content = { kind: "flow", start, outer, ...extent } as const;
    return { content, next: nextLine(text, lineEnd(text, extent.end)) };
  }
  if (first === "|" || first === ">") {
    const last = blockScalarEnd(text, end, outer);
    return { content: { kind: "opaque", start, end: last }, next: nextLine(text, last) };
  }
  if (first === "*") {
    const name = aliasEnd(text, start, end);
    const kind =
      skipBlanks(text, name, end) === end || text[skipBlanks(text, name, end)] === "#" ? "alias" : "opaque";
    return { content: { kind, start, end: kind === "alias" ? name : end }, next };
  }
  if ("@`%".includes(first)) return { content: { kind: "opaque", start, end }, next };
  if (first === '"' || first === "'") {
    const closed = quotedEnd(text, start, outer);
    const rest = closed === undefined ? end : skipBlanks(text, closed, lineEnd(text, closed));
    if (closed !== undefined && (rest >= lineEnd(text, closed) || (text[rest] === "#" && rest > closed))) {
      return { content: { kind: "scalar", start, end: closed }, next: nextLine(text, lineEnd(text, closed)) };
    }
    return { content: { kind: "scalar", start, end: openQuoteEnd(text, start, end) }, next };
  }
  const plain = plainEnd(text, start, end);
  const word = plain.colon === undefined ? plain.end : lastWordEnd(text, start, end);
  const last = continuationEnd(text, end, outer);
  return { content: { kind: "scalar", start, end: last === end ? word : last }, next: nextLine(text, last) };
}

function lastWordEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Blank lines after the scalar are not part of it: the cursor may start something new there. */
function blockScalarEnd(text: string, firstEnd: number, outer: number): number {
  let last = firstEnd;
  for (let start = nextLine(text, firstEnd); start !== undefined; start = nextLine(text, start)) {
    if (endsNode(text, start, outer)) break;
    const end = lineEnd(text, start);
    if (skipBlanks(text, start, end) < end) last = end;
  }
  return last;
}

/** A plain scalar goes on over deeper lines that look like nothing else: a half-typed key above others is not their text. */
function continuationEnd(text: string, firstEnd: number, outer: number): number {
  let last = firstEnd;
  for (let start = nextLine(text, firstEnd); start !== undefined; start = nextLine(text, start)) {
    const end = lineEnd(text, start);
    const content = skipBlanks(text, start, end);
    if (content === end) continue;
    if (endsNode(text, start, outer) || text[content] === "#") break;
    if (text[content] === "-" && isBlank(text, content + 1, end)) break;
    if (plainEnd(text, content, end).colon !== undefined) break;
    last = end;
  }
  return last;
}
