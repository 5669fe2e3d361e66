import { isValueThere } from "../edits/written-place";
import { secretNameAt } from "../installer/secret-name";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt } from "../manifest/manifest-schema";
import { readSecret } from "../manifest/secret-reference";
import type { Path, TextChange } from "../source-range";

/** A secret that stands in the manifest for everybody who reads it. */
export interface LiteralSecret {
  readonly value: string;
  /** Its name in a store, as a deployment looks it up. */
  readonly name: string;
  /** What writes a reference in its place. */
  readonly replaceBy: (name: string) => TextChange;
}

/** The literal secret at a path; undefined where there is none, or it is a reference already. */
export function literalSecretAt(document: ManifestDocument, path: Path): LiteralSecret | undefined {
  const node = document.nodeAtPath(path);
  if (schemaAt(path)?.secret !== true || node?.kind !== "scalar" || !isValueThere(document, path))
    return undefined;
  if (typeof node.value !== "string" || node.value === "") return undefined;
  const { value, range } = node;
  const reading = readSecret(value);
  if (reading.kind === "problem" || reading.source.kind !== "literal") return undefined;
  // Braces mean something else in a flow mapping; quotes are right everywhere.
  return {
    value,
    name: secretNameAt(path),
    replaceBy: (name) => ({ range, newText: `"\${secret:${name}}"` }),
  };
}
