import type { WrittenScalar } from "./written-node";

/** Thrown and caught by the reader of plain YAML only: this text is not plain. */
export const NOT_PLAIN = new Error("not plain");

const DASH = 45;
const [SLASH, TILDE] = [47, 126];

/** Keys that YAML's core schema reads as something else than text. */
export const TYPED_KEY = /^(?:null|true|false)$/i;

/** Letters, digits, `_`, and what stands inside of words: `-` and `.` do not. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isFlowWord(code: number): boolean {
  // - . / + besides: addresses, ranges, paths.
  return isWord(code) || (code >= 45 && code <= 47) || code === 43;
}

/** Letters, digits and `_ $ / . ~/`; a dash where it does not make an item. */
export function isPlainStart(code: number, next: number): boolean {
  return (
    isWord(code) ||
    code === 36 ||
    code === 46 ||
    code === 47 ||
    (code === DASH && isWord(next)) ||
    (code === TILDE && next === SLASH)
  );
}

const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
/** Whatever YAML's core schema may read as a number; the simple ones are known by then. */
const NUMBER_LIKE = /^[-+]?(?:0[ox][0-9a-fA-F]+|\.?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|nan))$/i;

/** A word with the type that YAML's core schema gives it. */
export function plainScalar(text: string, start: number, end: number): WrittenScalar {
  const source = text.slice(start, end);
  return { kind: "scalar", start, end, value: coreValue(source), source, quoted: false };
}

function coreValue(source: string): string | number | boolean | null {
  switch (source) {
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    case "null":
    case "Null":
    case "NULL":
      return null;
    default:
  }
  const first = source.charCodeAt(0);
  if (!isDigit(first) && first !== 46 && first !== DASH && first !== 43) return source;
  if (INTEGER.test(source)) return Number(source);
  if (NUMBER_LIKE.test(source) && !ADDRESS.test(source)) throw NOT_PLAIN;
  return source;
}

/** Three or four numbers: a release or an address, which no number looks like. */
const ADDRESS = /^[0-9]+(?:\.[0-9]+){2,3}$/;
