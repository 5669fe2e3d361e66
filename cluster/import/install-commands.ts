import type { NodeRole } from "../cluster";
import { ImportProblem } from "./import-problem";
import { plainText, valueOf, type ShellValue, type Variables } from "./shell-value";
import {
  placeOf,
  readShell,
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

interface ScriptAddress {
  readonly baseUrl?: string;
  readonly release?: string;
  readonly role: NodeRole;
}

const ADDRESS =
  /(https?:\/\/[^\s'"]+?)\/+(?:pro|community)\/(ha|elastic|singlenode)\/([^/\s'"]+)\/install(?:_ov_(master|media)_node)?\.sh/;
const SCRIPT = /(?:^|\/)install_ov_(master|media)_node\.sh$/;
const SHELLS = new Set(["sh", "bash", "dash", "zsh"]);
const WRAPPERS = new Set(["sudo", "exec", "nohup", "env", "time", "command", "export"]);
const NONE =
  "There is no installation command of OpenVidu in this text. It begins with sh <(curl -fsSL http://get.openvidu.io/pro/ha/…/install_ov_master_node.sh).";

/** Finds the installation commands in a pasted text. Throws ImportProblem with one message where there is none, or one cannot be read. */
export function installCommands(pasted: string): PastedCommand[] {
  const text = pasted.replaceAll(/\r\n?/g, "\n");
  const finder = new Finder();
  try {
    finder.look(text, (offset) => placeOf(text, offset));
  } catch (error) {
    throw error instanceof ShellSyntaxError ? new ImportProblem(error.message) : error;
  }
  if (finder.found.length === 0) throw new ImportProblem(NONE);
  return finder.found;
}

class Finder {
  readonly found: PastedCommand[] = [];
  readonly #variables = new Map<string, ShellValue>();
  #downloaded: ScriptAddress | undefined;

  look(text: string, place: (offset: number) => string): void {
    for (const command of joined(readShell(text))) this.#command(command, place);
  }

  #command(command: ShellCommand, place: (offset: number) => string): void {
    const environment = new Map<string, ShellValue>();
    let words = command.filter((word, index) => index > 0 || plainText(word) !== "$");
    for (;;) {
      const [first] = words;
      if (first === undefined) {
        for (const [name, value] of environment) this.#variables.set(name, value);
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
    const program = plainText(first);
    const addresses = words.flatMap(({ pieces }) => pieces.flatMap((piece) => addressIn(piece) ?? []));
    const inner = rest.findIndex((word) => /^-\w*c$/.test(plainText(word)));
    if (SHELLS.has(program) && inner >= 0 && !SCRIPT.test(plainText(rest[0] ?? first))) {
      const script = rest[inner + 1];
      // Places inside of the quotes cannot be counted; the quotes' own is told.
      if (script !== undefined) this.look(sourceOf(script), () => place(script.start));
      return;
    }
    const isShell = SHELLS.has(program) || program === "." || program === "source";
    if (!isShell && !SCRIPT.test(program)) {
      this.#downloaded = addresses[0] ?? this.#downloaded;
      return;
    }
    const at = isShell ? rest.findIndex((word) => !/^-(?!-\w)/.test(plainText(word))) : -1;
    const script = isShell ? rest[at] : first;
    const local = SCRIPT.exec(script === undefined ? "" : plainText(script))?.[1];
    const piped = rest.some((word) => plainText(word) === "-s");
    const address = addresses[0] ?? (local === undefined && !piped ? undefined : this.#downloaded);
    const role = (local as NodeRole | undefined) ?? address?.role;
    if (role === undefined) return;
    const given = piped ? rest.filter((word) => !/^-(?!-\w)/.test(plainText(word))) : rest.slice(at + 1);
    this.found.push({
      role,
      release: address?.release,
      baseUrl: address?.baseUrl,
      arguments: this.#arguments(given, new Map([...this.#variables, ...environment]), place),
      environment,
    });
  }

  #arguments(words: ShellCommand, variables: Variables, place: (offset: number) => string): PastedArgument[] {
    const read: PastedArgument[] = [];
    for (const word of words) {
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

/**
 * Lines that begin with `--` go on with the command before: their backslash was lost when they were copied.
 * Two commands in one line, as input boxes paste them, come apart where the second script is named.
 */
function joined(commands: readonly ShellCommand[]): ShellCommand[] {
  const whole: ShellCommand[] = [];
  for (const command of commands.flatMap(apart)) {
    const last = whole.at(-1);
    const goesOn = command[0] !== undefined && plainText(command[0]).startsWith("--");
    if (goesOn && last !== undefined) whole[whole.length - 1] = [...last, ...command];
    else whole.push(command);
  }
  return whole;
}

function apart(command: ShellCommand): ShellCommand[] {
  const starts = command.flatMap((word, index) => {
    const script = command[index + 1]?.pieces.some((piece) => addressIn(piece) !== undefined) === true;
    return SHELLS.has(plainText(word)) && script ? [index] : [];
  });
  // What stands before the first script belongs to its command.
  return [0, ...starts.slice(1)].map((start, index) => command.slice(start, starts[index + 1]));
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

function addressIn(piece: Piece): ScriptAddress | undefined {
  const match = piece.kind === "variable" ? null : ADDRESS.exec(piece.text);
  if (match === null) return undefined;
  const [, baseUrl = "", edition, release = "", role] = match;
  if (edition !== "ha" || role === undefined)
    throw new ImportProblem(
      `This command installs OpenVidu ${edition === "elastic" ? "Elastic" : "Single Node"}; only High Availability (/pro/ha/) can be imported.`,
    );
  return { baseUrl, release, role: role as NodeRole };
}
