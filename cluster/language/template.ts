/** Text with places to fill in, in the order in which an editor goes through them. */
export type Template = readonly (string | { readonly fillIn: string })[];

/** The text as it is, with what the places hold already. */
export function plainText(template: Template): string {
  return template.map((part) => (typeof part === "string" ? part : part.fillIn)).join("");
}

/** The text as editors take snippets: the places numbered, everything else as it is. */
export function snippetText(template: Template): string {
  let stop = 0;
  return template
    .map((part) => {
      if (typeof part === "string") return escaped(part);
      stop += 1;
      return `\${${stop}:${escaped(part.fillIn)}}`;
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

/** Lines of a block, each at the column given but for the first, which stands where the cursor is. */
export function indented(lines: readonly Template[], column: number): Template {
  return lines.flatMap((line, index) => (index === 0 ? line : [`\n${" ".repeat(column)}`, ...line]));
}
