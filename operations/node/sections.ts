/** Begins every section of a script's output. No program that we run prints it. */
const MARK = "\u001e";

/** A bash function that begins a section: `section name`. */
export const SECTION_FUNCTION = String.raw`section() { printf '\n\036%s\n' "$1"; }`;

/** The output's sections by name; what comes before the first one is dropped. Never throws. */
export function parseSections(output: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  for (const part of output.split(MARK).slice(1)) {
    const end = part.indexOf("\n");
    const name = end < 0 ? part : part.slice(0, end);
    sections.set(name.trim(), end < 0 ? "" : part.slice(end + 1).replace(/\n$/, ""));
  }
  return sections;
}

/** `key=value` lines; a later one wins. */
export function parsePairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) pairs.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  return pairs;
}

/** Lines that are not empty. */
export function lines(text: string | undefined): string[] {
  return (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
