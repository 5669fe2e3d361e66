import type { Fix } from "../finding";
import type { ScalarNode } from "./value-node";

const YES_OR_NO: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  true: "true",
  y: "true",
  "1": "true",
  no: "false",
  off: "false",
  false: "false",
  n: "false",
  "0": "false",
};

/** What was probably meant, in the type that is wanted: `3.10` is text here, `"22"` a number, `yes` the value true. */
export function meantValue(node: ScalarNode, type: unknown, secret: boolean): Fix[] {
  const { value, source, range } = node;
  const change = (title: string, newText: string): Fix[] => [{ title, changes: [{ range, newText }] }];
  const surely = (title: string, newText: string): Fix[] => [
    { title, changes: [{ range, newText }], safe: true },
  ];
  if (type === "string") {
    if (node.quoted || source === "" || source === "~") return [];
    const shown = source.length <= 60 ? source : `${source.slice(0, 57)}…`;
    return surely(secret ? "Put it in quotes" : `Write "${shown}" in quotes`, `"${source}"`);
  }
  if (type === "boolean") {
    if (isTextByQuotes(node, type)) return surely("Remove the quotes", source);
    const word = String(value).toLowerCase();
    const meant = Object.hasOwn(YES_OR_NO, word) ? YES_OR_NO[word] : undefined;
    return meant === undefined ? [] : (word.length > 1 ? surely : change)(`Change to '${meant}'`, meant);
  }
  if (type !== "integer" || typeof value !== "string") return [];
  // Digits in groups, as other languages have them.
  const digits = /^0*([1-9][0-9]{0,2}(?:[_,']?[0-9]{1,3}){0,3})$/.exec(value)?.[1]?.replace(/[_,']/g, "");
  if (digits === undefined) return [];
  return digits === value
    ? surely(`Write ${digits} without quotes`, digits)
    : change(`Change to ${digits}`, digits);
}

/** Whether a value would be right without its quotes: `"true"` where true or false is wanted. */
export function isTextByQuotes({ quoted, value, source }: ScalarNode, type: unknown): boolean {
  if (!quoted || value !== source) return false;
  return type === "boolean"
    ? /^(?:true|false)$/.test(source)
    : type === "integer" && /^(?:0|[1-9][0-9]*)$/.test(source);
}

/** What YAML reads a word without quotes as, where that is not text: `3.10` is the number 3.1. */
export function readingWords({ value, quoted, source }: ScalarNode): string | undefined {
  if (quoted || source === "") return undefined;
  switch (typeof value) {
    case "number":
      return String(value) === source ? "a number" : `the number ${String(value)}`;
    case "boolean":
      return "yes or no";
    default:
      return value === null ? "nothing" : undefined;
  }
}
