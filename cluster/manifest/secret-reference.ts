import type { SecretSource } from "../cluster";

const KINDS = ["secret", "env", "file"] as const;
const REFERENCE = /^\$\{([^:}]*)(?::([^}]*))?\}$/;
const NAME = /^[A-Za-z0-9_.-]+$/;

export type SecretReading =
  | { readonly kind: "value"; readonly source: SecretSource }
  | { readonly kind: "problem"; readonly message: string };

/** Reads a secret as the manifest writes it: a reference such as `${secret:license}`, or the value itself. */
export function readSecret(written: string): SecretReading {
  const match = REFERENCE.exec(written);
  if (match === null) {
    if (written.startsWith("${"))
      return problem("A reference ends with '}' and fills the whole value, as in ${secret:license}.");
    return { kind: "value", source: { kind: "literal", value: written } };
  }
  const [, word = "", name = ""] = match;
  const kind = KINDS.find((known) => known === word);
  if (kind === undefined)
    return problem(
      `There is no reference kind '${word}'. Known: \${secret:NAME}, \${env:NAME} and \${file:PATH}.`,
    );
  if (name.trim() === "") return problem(`\${${kind}:…} needs a ${kind === "file" ? "path" : "name"}.`);
  if (kind !== "file" && !NAME.test(name))
    return problem(`'${name}' is not a name: letters, digits, '-', '_' and '.' only.`);
  return { kind: "value", source: { kind, name } };
}

function problem(message: string): SecretReading {
  return { kind: "problem", message };
}
