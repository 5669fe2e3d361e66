const BREAKING = /[\s'"#=|&/]/u;

/**
 * The first character that the official scripts would break a secret on, or undefined where there is none.
 * The wrapper splits values on blanks (`$*` unquoted), the official scripts edit files with sed and read `KEY=value` lines up to the next `=`.
 */
export function breakingCharacter(value: string): string | undefined {
  return BREAKING.exec(value)?.[0];
}

/** What is wrong with a value that the official scripts would break, to stand after its name; undefined where nothing is. */
export function breakingProblem(value: string): string | undefined {
  const character = breakingCharacter(value);
  return character === undefined
    ? undefined
    : `holds ${nameCharacter(character)}, which the official scripts break values on`;
}

/** The character as a message names it. */
export function nameCharacter(character: string): string {
  if (character === "\n" || character === "\r") return "a line break";
  return /\s/u.test(character) ? "a blank" : character;
}
