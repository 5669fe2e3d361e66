import type { Document } from "yaml";
import { LOST, LOST_MESSAGE } from "./lost-characters";
import type { Fault } from "./written-node";

type YamlError = Document["errors"][number];

export const TOO_DEEP = "This is nested too deeply: a manifest has a handful of levels.";

/** The parser's error in people's words. Its own may repeat the text, which may hold a secret. */
export function yamlFault(error: YamlError, length: number): Fault {
  const start = Math.min(error.pos[0], length);
  const end = Math.max(Math.min(error.pos[1], length), start);
  return { code: "yaml-syntax", start, end, message: errorWords(error) };
}

/**
 * What YAML forbids in a text, and the parser lets pass: control characters, halves of characters, and CR as a line's
 * end. And what is the trace of a file that is not UTF-8.
 */
export function unreadableCharacter(text: string): Fault | undefined {
  const match = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}|\uFFFD|\r(?!\n)/u.exec(text);
  if (match === null) return undefined;
  const start = match.index;
  const code = text.charCodeAt(start);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const message =
    code === 0x0d
      ? "A lone CR ends no line here. Save the file with LF or CR LF line ends."
      : text.startsWith(LOST, start)
        ? LOST_MESSAGE
        : `The character ${name} cannot stand in YAML. Remove it.`;
  return { code: "yaml-syntax", start, end: start + 1, message, certain: true };
}

const ERROR_WORDS: Readonly<Partial<Record<YamlError["code"], string>>> = {
  BAD_ALIAS: "This is no name of an anchor.",
  BAD_DQ_ESCAPE: String.raw`This is no escape sequence. Write \\ for a backslash, or use single quotes.`,
  BAD_INDENT: "This is indented otherwise than its neighbours. What belongs together starts in one column.",
  BAD_SCALAR_START: "A value cannot begin with this character. Put it in quotes.",
  BLOCK_AS_IMPLICIT_KEY:
    "There is a second ': ' on this line. Put the value in quotes, or the inner key on a line of its own.",
  BLOCK_IN_FLOW: "Inside brackets or braces nothing can be written by indentation. Is one not closed?",
  IMPOSSIBLE: "YAML cannot read on from here.",
  MISSING_CHAR: "A ':' and a value are missing after this key.",
  KEY_OVER_1024_CHARS: "A key has at most 1024 characters. Is a ':' or a quote missing?",
  MULTILINE_IMPLICIT_KEY: "A key stands on one line. Is a ':' or a quote missing?",
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: "Tabs cannot indent YAML. Use spaces.",
  TAG_RESOLVE_FAILED: "There is no such tag. A manifest needs no '!'.",
  UNEXPECTED_TOKEN:
    "YAML expects something else here. Is a quote, a bracket or a ',' missing, or one too many?",
};

function errorWords({ code, message }: YamlError): string {
  const closing = /end with an? ([\]}])$/.exec(message)?.[1];
  if (closing !== undefined) return `This is not closed: the '${closing}' is missing.`;
  const quote = /^Missing closing (['"])quote$/.exec(message)?.[1];
  if (quote !== undefined) return `This text is not closed: the ${quote} at its end is missing.`;
  if (message.startsWith("Sequence item without"))
    return "This line belongs to no item: mind its indentation.";
  return ERROR_WORDS[code] ?? `${message.trim().replace(/\.$/, "").slice(0, 200)}.`;
}
