/** Longest text from a manifest that a hover shows. */
const LONGEST = 120;

/** Lines of a manifest as a block of code, which they cannot end. */
export function codeBlock(text: string): string {
  return ["```yaml", text.replaceAll("`", "'"), "```"].join("\n");
}

/** A manifest's own text as inline code: it cannot end the code, nor fill the screen. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
}
