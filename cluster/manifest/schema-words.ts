import type { ErrorObject } from "ajv";
import { listWords } from "../nearest-word";
import type { Path } from "../source-range";
import type { SchemaPart } from "./manifest-schema";

/** A text as long as a message can hold. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** Items begin a sentence as other words do; names keep their letters. */
export function capitalized(words: string): string {
  return words.startsWith("item ") ? `I${words.slice(1)}` : words;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping of keys and values",
};

/** What a pattern of the schema asks for, in words; never the expression itself. */
const PATTERN_WORDS: Readonly<Record<string, string>> = {
  name: "at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit",
  hostKey: "a fingerprint such as SHA256:… (43 characters)",
  baseUrl: "an http or https address",
  host: "a name or an address, without user and port",
  user: "a user's name: letters, digits and . _ @ + -, and no - first",
  jumpHost: "a host as [user@]host[:port]",
  port: 'a port, or a range such as "9200-9210"',
  master: "64 lower-case hexadecimal digits",
  media: "64 lower-case hexadecimal digits",
};

/** What the schema asks for at a path, in words. */
export function expectation(error: ErrorObject, part: SchemaPart | undefined, path: Path): string {
  const last = String(path.at(-1) ?? "");
  if (error.keyword === "enum" || part?.enum !== undefined) return listWords(part?.enum ?? []);
  if (last === "privateIp" || last === "publicIp") return "an IPv4 address such as 10.5.0.1";
  if (last === "domain" || last === "turnDomain") return "a domain name such as openvidu.example.io";
  if (error.keyword === "pattern") {
    if (path.length === 3 && last === "name")
      return "letters, digits, '.' and '-', beginning and ending with a letter or digit";
    if (path[0] === "credentials") return "text without blanks, quotes and # = | & /";
    const before = String(path.at(-2) ?? "");
    return PATTERN_WORDS[last] ?? PATTERN_WORDS[before] ?? "written in another way";
  }
  if (error.keyword === "minimum" || error.keyword === "maximum")
    return `between ${String(part?.minimum)} and ${String(part?.maximum)}`;
  if (error.keyword === "minLength") return "text that is not empty";
  if (last === "port" && part?.pattern !== undefined) return PATTERN_WORDS["port"] ?? "";
  const types = [part?.type ?? []].flat();
  return types.length === 0 ? "something else" : listWords(types.map((type) => TYPE_WORDS[type] ?? type));
}
