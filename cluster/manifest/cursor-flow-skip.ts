import { endsNode, openQuoteEnd, quotedEnd } from "./cursor-lexer";

/** Where a flow collection ends: after its closing bracket, or, never closed, where the lines around it go on. */
export interface FlowExtent {
  readonly end: number;
  readonly closed: boolean;
}

/** One mark of a flow collection, or a scalar. `text` of a comment is not needed by anybody. */
export interface FlowToken {
  readonly kind: "[" | "]" | "{" | "}" | "," | ":" | "scalar" | "comment";
  readonly start: number;
  readonly end: number;
}

/** Reads a flow collection mark by mark, from its opening bracket to the end of its extent; iterative, whatever the depth. */
export function* flowTokens(text: string, start: number, outer: number): Generator<FlowToken, FlowExtent> {
  let depth = 0;
  let at = start;
  // The end of what is surely part of the collection, should it never be closed.
  let last = start;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === "\n") {
      if (endsFlow(text, at + 1, outer)) return { end: last, closed: false };
      at += 1;
      continue;
    }
    if (character === " " || character === "\t" || character === "\r") {
      at += 1;
      continue;
    }
    const token = readToken(text, at, outer);
    yield token;
    at = token.end;
    if (token.kind !== "comment") last = at;
    if (token.kind === "[" || token.kind === "{") depth += 1;
    if (token.kind === "]" || token.kind === "}") depth -= 1;
    if (depth === 0) return { end: at, closed: true };
  }
  return { end: last, closed: false };
}

/** Skips a flow collection without looking at what is in it. */
export function flowExtent(text: string, start: number, outer: number): FlowExtent {
  const tokens = flowTokens(text, start, outer);
  for (;;) {
    const { done, value } = tokens.next();
    if (done === true) return value;
  }
}

/** Closing brackets may stand under the key that the collection belongs to. */
function endsFlow(text: string, lineStart: number, outer: number): boolean {
  if (!endsNode(text, lineStart, outer)) return false;
  const content = text.slice(lineStart, lineStart + outer + 2).trimStart();
  return !content.startsWith("]") && !content.startsWith("}");
}

function readToken(text: string, start: number, outer: number): FlowToken {
  const character = text[start] ?? "";
  if (isMark(character)) return { kind: character, start, end: start + 1 };
  if (character === ":" && endsKey(text, start)) return { kind: ":", start, end: start + 1 };
  if (character === "#") return { kind: "comment", start, end: lineBreak(text, start) };
  if (character === '"' || character === "'") {
    const end = quotedEnd(text, start, outer);
    if (end !== undefined && isFollowed(text, end)) return { kind: "scalar", start, end };
    return { kind: "scalar", start, end: openQuoteEnd(text, start, text.length) };
  }
  return { kind: "scalar", start, end: plainFlowEnd(text, start) };
}

function isMark(character: string): character is "[" | "]" | "{" | "}" | "," {
  return character !== "" && "[]{},".includes(character);
}

/** A colon ends a key before a blank, a mark, or the end; directly after a quoted key always. */
function endsKey(text: string, at: number): boolean {
  const next = text[at + 1] ?? "\n";
  const before = text[at - 1];
  return " \t\r\n,[]{}".includes(next) || before === '"' || before === "'";
}

/** What may stand after a closing quote; anything else means that the quote is another's opening. */
function isFollowed(text: string, end: number): boolean {
  let at = end;
  while (text[at] === " " || text[at] === "\t") at += 1;
  const next = text[at] ?? "\n";
  return ",]}:\r\n".includes(next) || (next === "#" && at > end);
}

function plainFlowEnd(text: string, start: number): number {
  let last = start + 1;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\r" || character === "\n" || ",[]{}".includes(character)) break;
    if (character === ":" && at > start && endsKey(text, at)) break;
    if (character === "#" && (text[at - 1] === " " || text[at - 1] === "\t")) break;
    if (character !== " " && character !== "\t") last = at + 1;
  }
  return last;
}

function lineBreak(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline;
}
