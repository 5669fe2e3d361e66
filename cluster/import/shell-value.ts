import { readShell, type Piece, type ShellCommand, type ShellWord } from "./shell-words";

/** What an argument's value stands for. */
export type ShellValue =
  | { readonly kind: "text"; readonly text: string }
  /** A variable that the text does not set. */
  | { readonly kind: "env"; readonly name: string }
  /** The base64 of a file's content. */
  | { readonly kind: "file"; readonly path: string }
  /** Something that only running it would tell. */
  | { readonly kind: "unknown" };

export type Variables = ReadonlyMap<string, ShellValue>;

/** The value of a word's pieces, with the variables that the text has set before. */
export function valueOf(pieces: readonly Piece[], variables: Variables): ShellValue {
  const values = pieces
    .filter((piece) => piece.kind !== "text" || piece.text !== "")
    .map((piece): ShellValue => {
      if (piece.kind === "text") return piece;
      if (piece.kind === "command") return commandValue(piece.text);
      return variables.get(piece.name) ?? { kind: "env", name: piece.name };
    });
  const [first] = values;
  if (first === undefined) return { kind: "text", text: "" };
  if (values.length === 1) return first;
  const texts = values.flatMap((value) => (value.kind === "text" ? [value.text] : []));
  return texts.length === values.length ? { kind: "text", text: texts.join("") } : { kind: "unknown" };
}

/** The word's own text, as it stands without any variable. */
export function plainText({ pieces }: ShellWord): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
}

/** `cat privkey.pem | base64 -w 0` and its like read a file. */
function commandValue(text: string): ShellValue {
  const encoded = /\bbase64\b/.test(text);
  const redirected = /<\s*(["']?)([^\s"'<|]+)\1/.exec(text)?.[2];
  const words = readShell(text).flatMap((command) => fileWords(command));
  const path = redirected ?? words[0];
  return encoded && path !== undefined ? { kind: "file", path } : { kind: "unknown" };
}

/** The words of `cat` and `base64` that name files: no options, and no width of lines. */
function fileWords(command: ShellCommand): string[] {
  const [program, ...words] = command.map(plainText);
  if (program !== "cat" && program !== "base64") return [];
  return words.filter((word, index) => {
    const before = words[index - 1];
    return !word.startsWith("-") && !(before === "-w" || before === "--wrap");
  });
}
