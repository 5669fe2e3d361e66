import type { Path, SourceRange } from "../source-range";
import { flowTokens, type FlowToken } from "./cursor-flow-skip";
import { isBlank, wordText } from "./cursor-lexer";
import type { CursorPlace } from "./cursor-place";

/** An open bracket, with what was read of its current entry: nothing, its first word, its colon, or all of it. */
interface FlowFrame {
  readonly kind: "mapping" | "sequence";
  /** Keys, or scalar items, of the entries that ended before and after the cursor's. */
  readonly words: Set<string>;
  index: number;
  state: "start" | "word" | "colon" | "done";
  word: string | undefined;
}

/** Where in a collection the cursor is: at a word, or in a gap before the next mark. */
interface Spot {
  readonly frames: readonly FlowFrame[];
  readonly state: FlowFrame["state"];
  readonly path: Path;
  readonly token: FlowToken | undefined;
}

/** What may be written at an offset inside the flow collection that starts at `start`. */
export function flowPlaces(
  text: string,
  start: number,
  outer: number,
  offset: number,
  base: Path,
): CursorPlace[] {
  const tokens = [...flowTokens(text, start, outer)];
  const at = tokens.findIndex((token) => isAt(token, offset) || token.start >= offset);
  const frames: FlowFrame[] = [];
  for (const token of at < 0 ? tokens : tokens.slice(0, at)) read(text, frames, token);
  const found = tokens[at];
  if (found?.kind === "comment" && offset > found.start) return [];
  const top = frames.at(-1);
  if (top === undefined) return [];
  const spot: Spot = {
    frames: [...frames],
    state: top.state,
    path: [...base, ...frames.map(stepOf)],
    token: found !== undefined && isAt(found, offset) ? found : undefined,
  };
  const following = (at < 0 ? [] : tokens.slice(at)).filter((token) => token.kind !== "comment");
  readSiblings(text, frames, following, spot);
  return placesAt(text, top, spot, following, offset);
}

function isAt(token: FlowToken, offset: number): boolean {
  return (
    (token.kind === "scalar" || token.kind === "comment") && token.start <= offset && offset <= token.end
  );
}

function stepOf(frame: FlowFrame): string | number {
  return frame.kind === "sequence" ? frame.index : (frame.word ?? "");
}

function read(text: string, frames: FlowFrame[], token: FlowToken): void {
  const top = frames.at(-1);
  switch (token.kind) {
    case "[":
    case "{":
      if (top !== undefined) top.state = top.state === "start" ? "word" : "done";
      frames.push({
        kind: token.kind === "[" ? "sequence" : "mapping",
        words: new Set(),
        index: 0,
        state: "start",
        word: undefined,
      });
      return;
    case "]":
    case "}":
      frames.pop();
      if (top?.word !== undefined) top.words.add(top.word);
      return;
    case ",":
      if (top === undefined) return;
      if (top.word !== undefined) top.words.add(top.word);
      Object.assign(top, { index: top.index + 1, state: "start", word: undefined });
      return;
    case ":":
      if (top?.state === "word") top.state = "colon";
      return;
    case "scalar":
      if (top?.state === "start")
        Object.assign(top, { state: "word", word: wordText(text, token.start, token.end) });
      else if (top?.state === "colon") top.state = "done";
      return;
    case "comment":
  }
}

/** Reads on to the end of the cursor's collection; the entry under the cursor is not its own sibling. */
function readSiblings(text: string, frames: FlowFrame[], following: readonly FlowToken[], spot: Spot): void {
  const depth = frames.length;
  const top = frames.at(-1);
  const own = spot.token !== undefined && spot.state === "start" ? following.slice(1) : following;
  for (const token of own) {
    read(text, frames, token);
    if (frames.length < depth) return;
  }
  if (top?.word !== undefined) top.words.add(top.word);
}

function placesAt(
  text: string,
  top: FlowFrame,
  spot: Spot,
  following: readonly FlowToken[],
  offset: number,
): CursorPlace[] {
  const { token, state, path } = spot;
  if (state === "word" || state === "done") return [];
  const range: SourceRange = token ?? { start: offset, end: offset };
  if (text.slice(range.start, range.end).includes("\n")) return [];
  const next = token === undefined ? following[0] : following[1];
  const opensNext = next?.kind === "scalar" || next?.kind === "[" || next?.kind === "{";
  const hasColon = next?.kind === ":";
  if (opensNext && (state === "colon" || token !== undefined)) return [];
  const before = token === undefined && ",:".includes(text[offset - 1] ?? "") ? " " : "";
  const comma = !opensNext ? "" : isBlank(text, offset, text.length) ? "," : ", ";
  const after = `${comma}${next === undefined ? closers(spot.frames) : ""}${text[range.end] === "#" ? " " : ""}`;
  const shared = { range: { start: range.start, end: range.end }, style: "flow" } as const;

  if (top.kind === "mapping" && state === "start") {
    const followedBy = hasColon ? "colon" : "nothing";
    const own = { path: path.slice(0, -1), present: top.words, indent: 0, followedBy } as const;
    return [{ kind: "key", ...shared, before, after: hasColon ? "" : after, ...own }];
  }
  if (hasColon) return [];
  const siblings = top.kind === "sequence" ? top.words : new Set<string>();
  if (token !== undefined && text[range.start] === "*")
    return [{ kind: "alias", ...shared, before, after, path, siblings }];
  const quoted = text[range.start];
  const quote = token !== undefined && (quoted === '"' || quoted === "'") ? quoted : undefined;
  const key = { path, present: new Set<string>(), indent: 0, followedBy: "nothing" } as const;
  return [
    { kind: "value", ...shared, before, after, path, quote, siblings },
    { kind: "key", ...shared, before: `${before}{ `, after: ` }${after}`, ...key },
  ];
}

/** The brackets that nobody has closed yet, innermost first. */
function closers(frames: readonly FlowFrame[]): string {
  return frames
    .map((frame) => (frame.kind === "mapping" ? " }" : "]"))
    .reverse()
    .join("");
}
