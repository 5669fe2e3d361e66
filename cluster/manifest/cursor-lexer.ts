/** Small tolerant readers of YAML's words: each takes an offset and answers where the word ends.  */

/** Where the line that holds `from` ends, without its line break. */
export function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline < 0) return text.length;
  return newline > from && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** Where the next line starts; undefined on the last one. */
export function nextLine(text: string, from: number): number | undefined {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? undefined : newline + 1;
}

export function isBlank(text: string, at: number, end: number): boolean {
  return at >= end || text[at] === " " || text[at] === "\t";
}

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === " " || text[at] === "\t")) at += 1;
  return at;
}

/** Skips anchors and tags before a node, with the blanks after them. */
export function skipProperties(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === "&" || text[at] === "!")) {
    while (!isBlank(text, at, end)) at += 1;
    at = skipBlanks(text, at, end);
  }
  return at;
}

/** A plain scalar of a block: up to `: `, ` #` or the end of the line, trailing blanks left out. */
export function plainEnd(
  text: string,
  from: number,
  end: number,
): { end: number; colon: number | undefined } {
  let last = from;
  for (let at = from; at < end; at += 1) {
    const character = text[at];
    if (character === ":" && isBlank(text, at + 1, end)) return { end: last, colon: at };
    if (character === "#" && at > from && isBlank(text, at - 1, end)) break;
    if (character !== " " && character !== "\t") last = at + 1;
  }
  return { end: last, colon: undefined };
}

/** After an alias `*name`, or what is typed of it. */
export function aliasEnd(text: string, from: number, end: number): number {
  let at = from + 1;
  while (at < end && !isBlank(text, at, end) && !",[]{}".includes(text[at] ?? "")) at += 1;
  return at;
}

/** After the closing quote; undefined where none comes before the node ends. */
export function quotedEnd(text: string, from: number, outer: number): number | undefined {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at + 1;
      at += 1;
    } else if (character === "\n") {
      if (endsNode(text, at + 1, outer)) return undefined;
    } else if (character === "\\" && quote === '"' && text[at + 1] !== "\n") at += 1;
  }
  return undefined;
}

/** An opened quote with the word after it, for a quote that nobody has closed yet. */
export function openQuoteEnd(text: string, from: number, end: number): number {
  let at = from + 1;
  while (at < end && /[\w.\-$]/.test(text[at] ?? "")) at += 1;
  return at;
}

/** What a quoted or plain word stands for, without decoding its escapes. */
export function wordText(text: string, start: number, end: number): string {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return text.slice(start, end);
  const closed = end > start + 1 && text[end - 1] === quote;
  return text.slice(start + 1, closed ? end - 1 : end);
}

/** Whether a line ends the node that goes on before it: it has content that is not indented deeper than `outer`. */
export function endsNode(text: string, lineStart: number, outer: number): boolean {
  let at = lineStart;
  while (text[at] === " ") at += 1;
  const character = text[at];
  return at - lineStart <= outer && character !== undefined && character !== "\n" && character !== "\r";
}
