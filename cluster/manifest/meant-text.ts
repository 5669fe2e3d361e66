import type { Fix } from "../finding";
import type { Path } from "../source-range";
import { schemaAt } from "./manifest-schema";
import type { ScalarNode } from "./value-node";

/** What a text was probably meant to be that is not written as it must be: a name with capitals, a range with blanks. */
export function meantText({ value, range }: ScalarNode, path: Path): Fix[] {
  if (typeof value !== "string") return [];
  const meant = path.at(-1) === "port" ? meantPorts(value) : meantWord(value, path);
  return meant === undefined
    ? []
    : [{ title: `Change to ${meant.title}`, changes: [{ range, newText: meant.text }] }];
}

interface Meant {
  readonly title: string;
  readonly text: string;
}

function meantWord(value: string, path: Path): Meant | undefined {
  const isName = path.at(-1) === "name" && path[0] !== "credentials";
  const word = isName ? nameOf(path.length === 1 ? value.toLowerCase() : value) : value.toLowerCase();
  return word !== value && fits(word, path) ? { title: `'${word}'`, text: word } : undefined;
}

/** Letters with marks lose them, and what is neither letter nor digit becomes a dash. */
function nameOf(value: string): string {
  return value
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9.-]+|\.(?=\.)/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}

/** Whether a word is what the schema asks for, and text to YAML without quotes. */
function fits(word: string, path: Path): boolean {
  const pattern = schemaAt(path)?.pattern;
  return pattern !== undefined && new RegExp(pattern, "u").test(word) && /^[a-z][\w.-]*$/i.test(word);
}

/** `9200 - 9210`, `9200:9210` and the like as a range; `9200/tcp` as its port. */
function meantPorts(value: string): Meant | undefined {
  const range = /^(\d{1,5})\s*(?:-|–|—|:|\.\.+|to)\s*(\d{1,5})$/.exec(value.trim());
  if (range?.[1] !== undefined && range[2] !== undefined) {
    const text = `"${range[1]}-${range[2]}"`;
    return { title: text, text };
  }
  const port = /^(\d{1,5})\s*\/\s*(?:tcp|udp)$/i.exec(value.trim())?.[1];
  return port === undefined ? undefined : { title: port, text: port };
}
