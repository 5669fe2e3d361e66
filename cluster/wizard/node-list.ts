import { addressKind, KIND_WORDS } from "../rules/ip-address";
import { schemaAt } from "../manifest/manifest-schema";

/** A host of the user's ssh configuration, by the name that `ssh` takes. */
export interface KnownHost {
  readonly alias: string;
  /** What it connects to, where the configuration says so. */
  readonly hostName?: string;
}

/** A machine as far as a list names it. */
export interface ListedNode {
  readonly name?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  /** A host of the user's ssh configuration. */
  readonly sshHost?: string;
}

export type NodeList =
  | { readonly kind: "nodes"; readonly nodes: readonly ListedNode[] }
  | { readonly kind: "problem"; readonly message: string };

/** The words of a table's first line, which names its columns. */
const HEADER =
  /^(?:name|node|host|host[-_ ]?name|(?:private|public|internal|external)?[-_ ]?(?:ip|address)?)$/i;
const NAME = new RegExp(schemaAt(["masterNodes", 0, "name"])?.pattern ?? "^$");

type Field = keyof ListedNode;
type Growing = Partial<Record<Field, string>>;

/**
 * Reads machines as people paste them: separated by commas, blanks, semicolons or lines, private and public address
 * in pairs, a name or an ssh host with them, or a table with commas (CSV). A machine ends with its line, or where
 * something comes that it has already.
 */
export function parseNodeList(text: string, hosts: readonly KnownHost[] = []): NodeList {
  const nodes: ListedNode[] = [];
  for (const [index, line] of text.split(/\r\n|[\r\n;]/).entries()) {
    const words = line
      .split(/[\s,|]+/)
      .map(unquoted)
      .filter((word) => word !== "");
    if (index === 0) words.splice(0, headerLength(words));
    let now: Growing = {};
    for (const word of words) {
      const found = readWord(word, hosts);
      if (typeof found === "string") return problem(text, index, found);
      const taken = (Object.keys(found) as Field[]).some(
        (key) => now[key] !== undefined && !(now.sshHost !== undefined && now[key] === found[key]),
      );
      if (taken) {
        nodes.push(now);
        now = {};
      }
      now = { ...now, ...found };
    }
    if (words.length > 0) nodes.push(now);
  }
  return { kind: "nodes", nodes };
}

/** How many words at the beginning name columns: the whole line, or several in one with the rest, as an input box pastes lines. */
function headerLength(words: readonly string[]): number {
  const other = words.findIndex((word) => !HEADER.test(word));
  const length = other < 0 ? words.length : other;
  return length === words.length || length > 1 ? length : 0;
}

/** The machines as `parseNodeList` reads them, one line each. */
export function formatNodeList(nodes: readonly ListedNode[]): string {
  return nodes
    .map(({ name, privateIp, publicIp, sshHost }) =>
      [sshHost ?? name, privateIp, publicIp].filter((word) => word !== undefined).join(" "),
    )
    .join("\n");
}

/** What one word says of a machine, or why it says nothing. */
function readWord(word: string, hosts: readonly KnownHost[]): Growing | string {
  const kind = addressKind(word);
  if (kind === "private") return { privateIp: word };
  if (kind === "public") return { publicIp: word };
  if (kind !== "not-an-address") return `${word} ${KIND_WORDS[kind]}.`;
  const host = hosts.find(({ alias }) => alias === word);
  if (host !== undefined) return hostFields(host);
  // Digits and dots are meant to be an address, whatever is wrong with them.
  if (/^[\d.:/]+$/.test(word)) return `'${word}' is not an IPv4 address such as 10.5.0.1.`;
  return NAME.test(word)
    ? { name: word }
    : `'${word}' is neither an IPv4 address nor a name of letters, digits, '-' and '.'.`;
}

function hostFields({ alias, hostName }: KnownHost): Growing {
  const kind = hostName === undefined ? "not-an-address" : addressKind(hostName);
  return {
    sshHost: alias,
    ...(NAME.test(alias) ? { name: alias } : {}),
    ...(kind === "private" && hostName !== undefined ? { privateIp: hostName } : {}),
    ...(kind === "public" && hostName !== undefined ? { publicIp: hostName } : {}),
  };
}

function unquoted(word: string): string {
  return word.replace(/^["']|["']$/g, "");
}

function problem(text: string, index: number, message: string): NodeList {
  const several = /[\r\n;]/.test(text.trim());
  return { kind: "problem", message: several ? `Line ${index + 1}: ${message}` : message };
}
