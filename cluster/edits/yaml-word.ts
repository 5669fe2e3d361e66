const PLAIN = /^(?:[A-Za-z0-9_./$]|~\/|--[A-Za-z])[\w./:+${}@=-]*$/;
const READ_OTHERWISE =
  /^(?:true|false|null|~|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|0[ox][\da-f]+|[-+]?\.(?:inf|nan))$/i;

/** A value as YAML writes it, so that it is read as the same value again: quoted where it must be, or where it was. */
export function yamlWord(
  value: string | number | boolean,
  quote: '"' | "'" | undefined,
  style: "block" | "flow",
): string {
  if (typeof value !== "string") return String(value);
  const plain = PLAIN.test(value) && !READ_OTHERWISE.test(value) && !value.endsWith(":");
  const mark = quote ?? (plain && (style === "block" || !/[{}]/.test(value)) ? "" : '"');
  return `${mark}${mark === "" ? value : escaped(value, mark)}${mark}`;
}

function escaped(value: string, mark: string): string {
  // JSON's text is YAML's text in double quotes.
  return mark === "'" ? value.replaceAll("'", "''") : JSON.stringify(value).slice(1, -1);
}
