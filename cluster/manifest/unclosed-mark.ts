import type { ContentLine } from "./content-lines";
import type { Fault } from "./written-node";

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/** A quote or bracket that nothing closes. */
interface OpenMark {
  readonly sign: string;
  readonly at: number;
}

/**
 * The quote or bracket that is left open, and the end of the line where it most likely should be closed: before the
 * next line that looks like a key or an item.
 */
export function unclosedMark(text: string, lines: readonly ContentLine[]): Fault | undefined {
  let open: readonly OpenMark[] = [];
  let closed: OpenMark | undefined;
  for (const [index, line] of lines.entries()) {
    open = openAfter(text, line, open);
    const next = lines[index + 1];
    const [first] = open;
    if (first === undefined || first === closed || (next !== undefined && !beginsAnew(next))) continue;
    if (!closesLater(text, open, lines.slice(index + 1))) return unclosed(text, open, line);
    closed = first;
  }
  return undefined;
}

function unclosed(text: string, open: readonly OpenMark[], line: ContentLine): Fault {
  const { sign, at } = open.at(-1) ?? { sign: "", at: line.start };
  const end = endBeforeComment(text, line);
  const closing = [...open].reverse().map((mark) => CLOSING[mark.sign] ?? mark.sign);
  const missing = CLOSING[sign];
  return {
    code: "yaml-syntax",
    start: at,
    end: at + 1,
    message:
      missing === undefined
        ? `This text is not closed: the ${sign} at its end is missing.`
        : `This is not closed: the '${missing}' is missing.`,
    fix: {
      title: `Add ${closing.join("")} at the end of the line`,
      edits: [{ start: end, end, newText: closing.join("") }],
    },
  };
}

/** In a quote everything after it looks like text: a comment stays where it is, and the quote comes behind it. */
function endBeforeComment(text: string, line: ContentLine): number {
  const comment = /[ \t]+#[^"']*$/.exec(text.slice(line.start, line.end));
  return comment === null ? line.end : line.start + comment.index;
}

function beginsAnew({ key, dashes }: ContentLine): boolean {
  return key !== undefined || dashes.length > 0;
}

/** Brackets may hold keys on lines of their own, as long as they are closed. */
function closesLater(text: string, open: readonly OpenMark[], lines: readonly ContentLine[]): boolean {
  if (CLOSING[open.at(-1)?.sign ?? ""] === undefined) return false;
  let still = open;
  for (const line of lines) {
    still = openAfter(text, line, still);
    if (still.length === 0) return true;
  }
  return false;
}

/** The marks that are open after a line, given those before it. */
function openAfter(text: string, line: ContentLine, before: readonly OpenMark[]): readonly OpenMark[] {
  const open = [...before];
  const valueStart = line.end - line.value.length;
  let at = open.length > 0 ? line.start + line.indent.length : valueStart;
  let fresh = true;
  for (; at < line.end; at += 1) {
    const sign = text.charAt(at);
    const inner = open.at(-1)?.sign;
    if (inner === '"' || inner === "'") {
      if (sign === "\\" && inner === '"') at += 1;
      else if (sign === inner) open.pop();
      continue;
    }
    if (sign === "#" && (at === valueStart || /[ \t]/.test(text.charAt(at - 1)))) break;
    if (fresh && (sign === '"' || sign === "'")) open.push({ sign, at });
    else if ((fresh || open.length > 0) && CLOSING[sign] !== undefined) open.push({ sign, at });
    else if (inner !== undefined && sign === CLOSING[inner]) open.pop();
    if (!/[ \t]/.test(sign)) fresh = open.length > 0 && /[[{,:"']/.test(sign);
  }
  return open;
}
