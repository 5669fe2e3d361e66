/** Longest text from a manifest that a hover shows. */
const LONGEST = 120;

/** A manifest's own text as inline code: it cannot end the code, nor fill the screen. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
}
