import { nearestWord } from "../nearest-word";
import { readSecret, REFERENCE_KINDS } from "./secret-reference";

/** `$kind:name`, `{kind:name}`, `{ kind: name }`. */
const WITHOUT_SIGN = /^(?:\$|\{\s*)(secret|env|file):\s*([^\s{}$]+)\s*\}?$/;

/**
 * The reference that was probably meant by a text that is none: `$secret:license`, `{secret:license}`, and `$license`
 * where the secret is called that. Every other text may be the secret itself.
 */
export function likelyReference(written: string, name: string): string | undefined {
  const [, kind, own = ""] = WITHOUT_SIGN.exec(written) ?? [];
  const isName = [name, name.split(".").at(-1)].some(
    (each) => written.toLowerCase() === `$${each ?? ""}`.toLowerCase(),
  );
  const meant = kind !== undefined ? `\${${kind}:${own}}` : isName ? `\${secret:${name}}` : undefined;
  return meant !== undefined && readSecret(meant).kind === "value" ? meant : undefined;
}

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
