import { nearestWord } from "../nearest-word";
import { readSecret, REFERENCE_KINDS } from "./secret-reference";

/** `${kind:name}`, `${name}`, with the brace at its end or without. */
const LIKE_REFERENCE = /^\$\{\s*(?:([A-Za-z]+)\s*:)?\s*([\w.-]+)\s*\}?$/;

/** The reference that was probably meant by one that is wrong: another kind, no kind, an open brace. Never a part of a value that may be a secret. */
export function meantReference(written: string): string | undefined {
  const [, kind, name = ""] = LIKE_REFERENCE.exec(written) ?? [];
  // Without a kind it may be the secret itself.
  if (name === "" || kind === undefined) return undefined;
  const known = nearestWord(kind, REFERENCE_KINDS) ?? "secret";
  const meant = `\${${known}:${name}}`;
  return meant !== written && readSecret(meant).kind === "value" ? meant : undefined;
}
