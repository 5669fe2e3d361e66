import { contentLines, type ContentLine } from "./content-lines";
import { isManifestKey } from "./manifest-schema";
import { missingDash, outdentedKey } from "./missing-dash";
import { tabIndentation } from "./tab-indentation";
import { unclosedMark } from "./unclosed-mark";
import { wrongIndentation, type Surroundings } from "./wrong-indentation";
import type { Fault } from "./written-node";

/**
 * What a person did to come to a fault of YAML: a tab, an open bracket, a blank or a colon left out, a key in the wrong
 * column. A parser stops where it can go on no more, which is often a line later, and says it in its own words.
 * Where no such cause is found the fault is told as it is.
 */
export function causeOf(text: string, fault: Fault, surroundings: Surroundings): Fault {
  if (fault.code !== "yaml-syntax" || fault.certain === true) return fault;
  const lines = contentLines(text);
  const at = Math.max(
    0,
    lines.findLastIndex((line) => line.start <= fault.start),
  );
  return (
    // The parser looks one line ahead.
    tabIndentation(lines, at + 2) ??
    strangeBlank(lines.slice(0, at + 2)) ??
    (lines[at] && (codeFence(lines[at]) ?? bareReference(lines[at]))) ??
    unclosedMark(text, lines) ??
    missingDash(lines, surroundings, at + 1) ??
    (surroundings === "whole" ? outdentedKey(lines, at + 1) : undefined) ??
    (lines[at] && (unspaced(lines[at]) ?? withoutColon(lines[at]) ?? unspacedDash(lines[at]))) ??
    wrongIndentation(lines, surroundings, at + 1) ??
    withinLine(text, fault)
  );
}

/** Blanks that look like spaces, and are none to YAML: they come from web pages and word processors. */
const STRANGE_BLANKS = /[\u00A0\u2000-\u200B\u202F\u205F\u3000]+/;

function strangeBlank(lines: readonly ContentLine[]): Fault | undefined {
  for (const line of lines) {
    const found = STRANGE_BLANKS.exec(line.words);
    // In front of a line, or behind a key's colon: elsewhere it may be text.
    const isBlank =
      found !== null && (found.index === 0 || /^[A-Za-z]\w*:$/.test(line.words.slice(0, found.index)));
    if (!isBlank) continue;
    const start = line.start + line.column + found.index;
    const end = start + found[0].length;
    return {
      code: "yaml-syntax",
      start,
      end,
      message: "This looks like a space, and is another character. YAML takes spaces only.",
      fix: { title: "Write spaces", edits: [{ start, end, newText: " ".repeat(found[0].length) }] },
    };
  }
  return undefined;
}

/** What begins and ends a manifest that was copied with the text around it. */
function codeFence({ words, start, end, indent }: ContentLine): Fault | undefined {
  if (indent !== "" || !/^```\w*$/.test(words)) return undefined;
  const message = "This line marks code in a text, and is no YAML. Remove it.";
  return { code: "yaml-syntax", start, end, message };
}

/** `${secret:name}` has braces, which mean something else between braces and brackets. */
function bareReference(line: ContentLine): Fault | undefined {
  const found = /^([^"'#]*[[{,:]\s*)(\$\{[A-Za-z]+:[^}\s"']*\})/.exec(line.value);
  const [, before = "", reference = ""] = found ?? [];
  if (found === null || !/[[{]/.test(before)) return undefined;
  const start = line.end - line.value.length + before.length;
  const end = start + reference.length;
  return {
    code: "yaml-syntax",
    start,
    end,
    message: "Between braces or brackets a reference needs quotes.",
    fix: { title: `Write "${reference}"`, edits: [{ start, end, newText: `"${reference}"` }] },
  };
}

/** `-name: x` is a key that begins with a dash. */
function unspacedDash(line: ContentLine): Fault | undefined {
  const key = /^-([A-Za-z]\w*):(?:\s|$)/.exec(line.words)?.[1];
  if (key === undefined || !isManifestKey(key)) return undefined;
  const start = line.start + line.column;
  return {
    code: "yaml-syntax",
    start,
    end: start + 1,
    message: "A blank belongs after an item's '-'.",
    fix: { title: "Put a blank after the '-'", edits: [{ start: start + 1, end: start + 1, newText: " " }] },
  };
}

/** `key:value` is one word to YAML. */
function unspaced(line: ContentLine): Fault | undefined {
  const key = /^([A-Za-z][\w-]*):(?=[^\s:/])/.exec(line.words)?.[1];
  if (key === undefined || line.key !== undefined) return undefined;
  const start = line.start + line.column;
  const colon = start + key.length + 1;
  return {
    code: "yaml-syntax",
    start,
    end: line.end,
    message: "A blank belongs after a key's ':'.",
    fix: {
      title: isManifestKey(key) ? `Put a blank after '${key}:'` : "Put a blank after the ':'",
      edits: [{ start: colon, end: colon, newText: " " }],
    },
  };
}

function withoutColon(line: ContentLine): Fault | undefined {
  const key = /^[A-Za-z]\w*(?=[ \t]|$)/.exec(line.words)?.[0];
  if (key === undefined || line.key !== undefined || !isManifestKey(key)) return undefined;
  const start = line.start + line.column;
  const end = start + key.length;
  // As other files have it: key = value.
  const equals = /^[ \t]*=(?=[ \t])/.exec(line.words.slice(key.length))?.[0].length ?? 0;
  return {
    code: "yaml-syntax",
    start,
    end,
    message: `A ':' is missing after '${key}'.`,
    fix: { title: `Write '${key}:'`, edits: [{ start: end, end: end + equals, newText: ":" }] },
  };
}

/** What is told at one place is marked on one line. */
function withinLine(text: string, fault: Fault): Fault {
  const lineEnd = text.slice(fault.start, fault.end).search(/\r?\n/);
  return lineEnd > 0 ? { ...fault, end: fault.start + lineEnd } : fault;
}
