import type { SecretSource } from "../cluster";

/** Where a secret may be kept. */
export const REFERENCE_KINDS = ["secret", "env", "file"] as const;
const REFERENCE = /^\$\{([^:}]*)(?::([^}]*))?\}$/;
/** A reference that is only a part of the value, which nobody would replace. */
const PARTIAL = /\$\{(?:secret|env|file):/;
const NAME = /^[A-Za-z0-9_.-]+$/;

export type SecretReading =
  | { readonly kind: "value"; readonly source: SecretSource }
  | { readonly kind: "problem"; readonly message: string };

/** Reads a secret as the manifest writes it: a reference such as `${secret:license}`, or the value itself. */
export function readSecret(written: string): SecretReading {
  const match = REFERENCE.exec(written);
  if (match === null) {
    if (written.startsWith("${") || PARTIAL.test(written))
      return problem("A reference fills the whole value and ends with '}', as in ${secret:license}.");
    return { kind: "value", source: { kind: "literal", value: written } };
  }
  const [, word = "", name = ""] = match;
  const kind = REFERENCE_KINDS.find((known) => known === word);
  if (kind === undefined) {
    // Without a colon it may be the secret itself, which no message repeats.
    const what = written.includes(":")
      ? `There is no reference kind '${word}'.`
      : "A reference names its kind.";
    return problem(`${what} Known: \${secret:NAME}, \${env:NAME} and \${file:PATH}.`);
  }
  if (name.trim() === "") return problem(`\${${kind}:…} needs a ${kind === "file" ? "path" : "name"}.`);
  if (kind !== "file" && !NAME.test(name))
    return problem("A secret's name has letters, digits, '-', '_' and '.' only.");
  return { kind: "value", source: { kind, name } };
}

function problem(message: string): SecretReading {
  return { kind: "problem", message };
}
