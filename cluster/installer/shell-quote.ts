/** The one place where a value becomes a word of a shell command: always in single quotes, as the official documents write them. */
export function shellQuote(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
