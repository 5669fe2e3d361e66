import { shellQuote } from "../../../cluster/installer/shell-quote";

/** Bash that writes a text to a file; the path must need no quotes. */
export function writeFile(path: string, text: string): string {
  return `printf %s ${shellQuote(Buffer.from(text).toString("base64"))} | base64 -d >${path}`;
}

/** Bash that prints lines, sorted. */
export function sortedLines(lines: readonly string[]): string {
  return `printf '%s\\n' ${lines.map(shellQuote).join(" ")} | LC_ALL=C sort`;
}
