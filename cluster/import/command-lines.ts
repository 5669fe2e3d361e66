import type { NodeRole } from "../cluster";
import { ImportProblem } from "./import-problem";

/** What the address of an official script tells. */
export interface ScriptAddress {
  readonly url: string;
  /** What stands before `/pro/ha`. */
  readonly baseUrl: string;
  readonly release: string;
  readonly role: NodeRole;
}

/** An address where it stands in a text. */
export interface FoundAddress {
  readonly address: ScriptAddress;
  readonly url: string;
  readonly offset: number;
  /** Whether it is got or run there, and not only mentioned. */
  readonly runs: boolean;
}

/** Where a command begins among other text. */
export interface CommandLine {
  readonly start: number;
  /** The bracket or backtick that ends it, where one is opened right before it. */
  readonly closer: string | undefined;
}

export const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "zsh"]);
export const WRAPPERS: ReadonlySet<string> = new Set([
  "sudo",
  "exec",
  "nohup",
  "env",
  "time",
  "command",
  "export",
]);

const ADDRESS =
  /(https?:\/\/[^\s'"`()<>]+?)\/+(?:pro|community)\/(ha|elastic|singlenode)\/([^/\s'"`()<>]+)\/install(?:_ov_(master|media)_node)?\.sh/g;
/** A script on the machine itself, with arguments behind it. */
const LOCAL = /["']?[\w./${}~-]*install[\w-]*\.sh["']?(?=(?:[ \t\u00a0]|\\?[ \t]*\n)+--[A-Za-z0-9])/g;
const ARGUMENTS_FOLLOW = /^["')]*(?:[ \t\u00a0]|\\?[ \t]*\n)+--[A-Za-z0-9]/;
const PROGRAM = /^(?:\/(?:usr\/)?bin\/)?(sh|bash|dash|zsh|curl|wget|source|\.)$/;
const CLOSERS: Readonly<Record<string, string>> = { "`": "`", "(": ")", "[": "]" };
/** More than what anybody writes before an address. */
const LONGEST_LEAD = 2000;
/** More than the commands of any cluster. */
const MOST_ADDRESSES = 200;

/** Every address of a High Availability script in a text. Throws ImportProblem where a command installs something else. */
export function addressesIn(text: string): FoundAddress[] {
  return occurrences(text).flatMap(({ match, from }): FoundAddress[] => {
    const [url, baseUrl = "", edition, release = "", role] = match;
    const runs =
      leadBefore(text, from, match.index) !== undefined ||
      ARGUMENTS_FOLLOW.test(text.slice(match.index + url.length, match.index + url.length + LONGEST_LEAD));
    if (edition === "ha" && (role === "master" || role === "media"))
      return [{ address: { url, baseUrl, release, role }, url, offset: match.index, runs }];
    if (!runs) return [];
    throw new ImportProblem(
      `This command installs OpenVidu ${edition === "elastic" ? "Elastic" : "Single Node"}; only High Availability (/pro/ha/) can be imported.`,
    );
  });
}

/** Where the commands of a text begin that get or run a script: the address is sought first, so prose is never read as a shell reads. */
export function commandLines(text: string): CommandLine[] {
  const addresses = occurrences(text);
  const remote = addresses.flatMap(({ match, from }) => leadBefore(text, from, match.index) ?? []);
  const local = [...text.matchAll(LOCAL)].flatMap((match): CommandLine[] => {
    const offset = match.index;
    if (
      addresses.some(
        ({ match: at }) => at.index < offset + match[0].length && offset < at.index + at[0].length,
      )
    )
      return [];
    const lead = leadBefore(text, 0, offset);
    if (lead !== undefined)
      return SHELLS.has(lead.program) || /^(?:\.|source)$/.test(lead.program) ? [lead] : [];
    return startsLine(text, offset) ? [{ start: offset, closer: undefined }] : [];
  });
  return [...remote, ...local].sort((one, other) => one.start - other.start);
}

function occurrences(text: string): { readonly match: RegExpExecArray; readonly from: number }[] {
  const matches = [...text.matchAll(ADDRESS)];
  if (matches.length > MOST_ADDRESSES)
    throw new ImportProblem(
      `The text names ${String(matches.length)} installation scripts, which are no one cluster's. Paste the command of each role once.`,
    );
  return matches.map((match, index) => {
    const before = matches[index - 1];
    return { match, from: before === undefined ? 0 : before.index + before[0].length };
  });
}

/** Where a script without a program before it is one's command. */
function startsLine(text: string, offset: number): boolean {
  return /(?:^|[\n;&|(])[ \t\u00a0]*(?:[$#][ \t]+)?$/.test(text.slice(Math.max(0, offset - 200), offset));
}

interface Lead extends CommandLine {
  /** What runs or gets the script. */
  readonly program: string;
}

/**
 * The words of a command before an address, from behind: options with their values, programs, variables. Undefined where
 * no program is among them, so the address is only mentioned.
 */
function leadBefore(text: string, from: number, address: number): Lead | undefined {
  const first = Math.max(from, address - LONGEST_LEAD);
  let rest = text.slice(first, address).replace(/["']$/, "");
  let found: Lead | undefined;
  for (;;) {
    rest = rest.replace(/(?:[ \t\u00a0]|\\[ \t]*\n)+$/, "");
    const written = lastWord(rest);
    if (written === "") return found;
    const opened = /^(?:[<$]?\(|["'`[])*/.exec(written)?.[0] ?? "";
    const word = written.slice(opened.length);
    const start = first + rest.length - word.length;
    const before = rest.slice(0, rest.length - written.length);
    const program = PROGRAM.exec(word)?.[1];
    if (program !== undefined || WRAPPERS.has(word) || isVariable(word)) {
      if (program !== undefined || found !== undefined)
        found = { start, program: found?.program ?? program ?? "", closer: undefined };
      const opener = /[`[(]$/.exec(opened)?.[0];
      const isShells =
        opened === "" || opened.endsWith("<(") || opened.endsWith("$(") || isScript(opened, before);
      if (found !== undefined && !isShells)
        return opener === undefined ? found : { ...found, closer: CLOSERS[opener] };
    } else if (!written.startsWith("-") && !isValue(written, before)) {
      return found;
    }
    rest = before;
  }
}

/** The last word; a variable's value may be in quotes and hold blanks. */
function lastWord(text: string): string {
  return /(?:\b[A-Za-z_]\w*=(?:'[^'\n]*'|"[^"\n]*")|[^\s\u00a0]+)$/.exec(text)?.[0] ?? "";
}

function isVariable(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word);
}

/** Whether a quote opens what `sh -c` runs. */
function isScript(opened: string, before: string): boolean {
  return /^["']$/.test(opened) && /(?:^|\s)-\w*c[ \t\u00a0]+$/.test(before);
}

/** Whether a word is the value of the option before it. */
function isValue(word: string, before: string): boolean {
  return (
    /^(?:"[^"\s]*"|'[^'\s]*'|[\w./$~{}:-]+)$/.test(word) &&
    /(?:^|\s)--?[A-Za-z][\w-]*[ \t\u00a0]+$/.test(before)
  );
}
