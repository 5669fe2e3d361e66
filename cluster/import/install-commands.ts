import type { NodeRole } from "../cluster";
import { ImportProblem } from "./import-problem";
import { plainText, valueOf, type ShellValue, type Variables } from "./shell-value";
import { addressesIn, commandLines, SHELLS, WRAPPERS, type ScriptAddress } from "./command-lines";
import {
  placeOf,
  readShellLine,
  ShellSyntaxError,
  type Piece,
  type ShellCommand,
  type ShellWord,
} from "./shell-words";

/** One argument of a pasted command. */
export interface PastedArgument {
  readonly name: string;
  /** Absent where only the name stands there. */
  readonly value?: ShellValue;
  /** `Line 3, column 5`. */
  readonly place: string;
}

/** An installation command as it was pasted. */
export interface PastedCommand {
  readonly role: NodeRole;
  /** As the address has it: `3.8.0`, `latest`; undefined where only a local file is named. */
  readonly release: string | undefined;
  /** The address before `/pro/ha`. */
  readonly baseUrl: string | undefined;
  readonly arguments: readonly PastedArgument[];
  /** Variables set for this command alone. */
  readonly environment: ReadonlyMap<string, ShellValue>;
}

const SCRIPT = /(?:^|\/)install_ov_(master|media)_node\.sh$/;
/** A file that a script may have been downloaded to. */
const DOWNLOAD = /(?:^|\/)[^/]*install[^/]*\.sh$/;
/** What the official scripts read of the environment besides their arguments. */
const READ_BY_SCRIPTS = /_(?:VERSION|IMAGE)$/;
const NONE =
  "There is no installation command of OpenVidu in this text. It begins with sh <(curl -fsSL http://get.openvidu.io/pro/ha/…/install_ov_master_node.sh).";

/**
 * Finds the installation commands in a pasted text, whatever stands around them. Throws ImportProblem with one message
 * where there is none, or one cannot be read.
 */
export function installCommands(pasted: string): PastedCommand[] {
  const text = pasted.replaceAll(/\r\n?/g, "\n");
  const finder = new Finder();
  try {
    finder.look(text, (offset) => placeOf(text, offset));
  } catch (error) {
    throw error instanceof ShellSyntaxError ? new ImportProblem(error.message) : error;
  }
  refuseLost(text, finder.understood);
  if (finder.found.length === 0) throw new ImportProblem(NONE);
  return finder.found;
}

/** Every script that the text runs must have become a command: one that is lost would be missed by nobody. */
function refuseLost(text: string, understood: readonly string[]): void {
  const left = [...understood];
  const lost = addressesIn(text).filter(({ url, runs }) => {
    if (!runs) return !understood.includes(url);
    const at = left.indexOf(url);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const [first] = lost;
  if (first === undefined) return;
  const many =
    understood.length === 0
      ? "no command that can be read"
      : `${String(understood.length)} ${understood.length === 1 ? "command" : "commands"} that can be read`;
  throw new ImportProblem(
    `${placeOf(text, first.offset)}: the script that is named here stands in no command that can be read; the text has ${many}. Paste the commands alone, each from its 'sh' to its last argument.`,
  );
}

interface Download {
  readonly address: ScriptAddress;
  used: boolean;
}

class Finder {
  readonly found: PastedCommand[] = [];
  /** The addresses of scripts whose commands were found, one for each time that the text gets the script. */
  readonly understood: string[] = [];
  readonly #variables = new Map<string, ShellValue>();
  readonly #exported = new Map<string, ShellValue>();
  readonly #downloads: Download[] = [];

  look(text: string, place: (offset: number) => string): void {
    const lines = commandLines(text);
    let from = 0;
    for (const [index, { start, closer }] of lines.entries()) {
      // It stands inside of the quotes of the command before.
      if (start < from) continue;
      this.#variablesOf(text, from, start);
      const { commands, end } = readShellLine(text, { start, closer, stop: lines[index + 1]?.start });
      for (const command of commands) this.#command(command, place);
      from = end;
    }
  }

  /** Variables that are set on lines of their own, between commands and prose. */
  #variablesOf(text: string, from: number, to: number): void {
    for (const match of text
      .slice(from, to)
      .matchAll(/^[ \t]*(?:[$#][ \t]+)?(?=(?:export[ \t]+)?[A-Za-z_]\w*=)/gm)) {
      try {
        const { commands, end } = readShellLine(text, {
          start: from + match.index + match[0].length,
          stop: to,
        });
        if (end <= to) for (const command of commands) this.#command(command, () => "");
      } catch (error) {
        // Prose may look like a variable; where a command needs one that cannot be read, it is told there.
        if (!(error instanceof ShellSyntaxError)) throw error;
      }
    }
  }

  #command(command: ShellCommand, place: (offset: number) => string): void {
    const environment = new Map<string, ShellValue>();
    let words = command.filter((word, index) => index > 0 || plainText(word) !== "$");
    for (;;) {
      const [first] = words;
      if (first === undefined) {
        const exports = command.some((word) => plainText(word) === "export");
        for (const [name, value] of environment) {
          this.#variables.set(name, value);
          if (exports && READ_BY_SCRIPTS.test(name)) this.#exported.set(name, value);
        }
        return;
      }
      const text = plainText(first);
      const assigned = /^([A-Za-z_]\w*)=/.exec(text)?.[1];
      const option = words.length < command.length && text.startsWith("-");
      if (assigned !== undefined)
        environment.set(assigned, valueOf(behind(first, assigned.length + 1), this.#variables));
      else if (!WRAPPERS.has(text) && !option) break;
      words = words.slice(1);
    }
    this.#program(words, environment, place);
  }

  #program(
    words: ShellCommand,
    environment: Map<string, ShellValue>,
    place: (offset: number) => string,
  ): void {
    const [first, ...rest] = words;
    if (first === undefined) return;
    const program = plainText(first).replace(/^\/(?:usr\/)?bin\//, "");
    const addresses = words.flatMap(({ pieces }) => pieces.flatMap(addressesOf));
    const inner = rest.findIndex((word) => /^-\w*c$/.test(plainText(word)));
    if (SHELLS.has(program) && inner >= 0 && !SCRIPT.test(plainText(rest[0] ?? first))) {
      const script = rest[inner + 1];
      // Places inside of the quotes cannot be counted; the quotes' own is told.
      if (script !== undefined) this.look(sourceOf(script), () => place(script.start));
      return;
    }
    const isShell = SHELLS.has(program) || program === "." || program === "source";
    if (!isShell && !SCRIPT.test(program)) {
      this.#downloads.push(...addresses.map((address) => ({ address, used: false })));
      return;
    }
    const at = isShell ? rest.findIndex((word) => !/^-(?!-\w)/.test(plainText(word))) : -1;
    const script = isShell ? rest[at] : first;
    const local = SCRIPT.exec(script === undefined ? "" : plainText(script))?.[1];
    const piped = rest.some((word) => plainText(word) === "-s");
    const file = script === undefined ? "" : plainText(script);
    const address =
      addresses[0] ??
      (DOWNLOAD.test(file) || piped ? this.#downloaded(local as NodeRole | undefined) : undefined);
    const role = (local as NodeRole | undefined) ?? address?.role;
    if (role === undefined) return;
    if (addresses[0] !== undefined) this.understood.push(addresses[0].url);
    const given = piped ? rest.filter((word) => !/^-(?!-\w)/.test(plainText(word))) : rest.slice(at + 1);
    this.found.push({
      role,
      release: address?.release,
      baseUrl: address?.baseUrl,
      arguments: this.#arguments(given, new Map([...this.#variables, ...environment]), place),
      environment: new Map([...this.#exported, ...environment]),
    });
  }

  /** The script of the role that was downloaded last. */
  #downloaded(role: NodeRole | undefined): ScriptAddress | undefined {
    const download = this.#downloads.findLast(({ address }) => role === undefined || address.role === role);
    if (download === undefined) return undefined;
    if (!download.used) this.understood.push(download.address.url);
    download.used = true;
    return download.address;
  }

  #arguments(words: ShellCommand, variables: Variables, place: (offset: number) => string): PastedArgument[] {
    const read: PastedArgument[] = [];
    for (const word of words) {
      // A script's own arguments, `"$@"`, which it gets when it is called.
      if (isOwnArguments(word)) continue;
      const text = plainText(word);
      const name = /^--[A-Za-z0-9][\w-]*/.exec(text)?.[0];
      const last = read.at(-1);
      if (name !== undefined) {
        const value =
          text[name.length] === "=" ? valueOf(behind(word, name.length + 1), variables) : undefined;
        read.push({ name, place: place(word.start), ...(value === undefined ? {} : { value }) });
      } else if (last !== undefined && last.value === undefined) {
        read[read.length - 1] = { ...last, value: valueOf(word.pieces, variables) };
      } else {
        // The word may be a part of a secret: it is not repeated.
        throw new ImportProblem(
          `${place(word.start)}: this word belongs to no argument. Is a quote or a '--' missing?`,
        );
      }
    }
    return read;
  }
}

function isOwnArguments({ pieces }: ShellWord): boolean {
  const said = pieces.filter((piece) => piece.kind !== "text" || piece.text !== "");
  return said.length === 1 && said[0]?.kind === "variable" && /^[@*]$/.test(said[0].name);
}

/** The word's pieces without its first characters, which are plain text. */
function behind(word: ShellWord, count: number): Piece[] {
  let left = count;
  return word.pieces.map((piece) => {
    if (piece.kind !== "text" || left === 0) return piece;
    const text = piece.text.slice(left);
    left -= piece.text.length - text.length;
    return { kind: "text", text };
  });
}

/** A quoted script as the inner shell gets it; variables stay what they are. */
function sourceOf({ pieces }: ShellWord): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.kind === "variable" ? `\${${piece.name}}` : `$(${piece.text})`;
    })
    .join("");
}

function addressesOf(piece: Piece): ScriptAddress[] {
  return piece.kind === "variable" ? [] : addressesIn(piece.text).map(({ address }) => address);
}
