import type { Path } from "../source-range";
import { schemaAt } from "../manifest/manifest-schema";
import { releases } from "../release/catalogue";

/**
 * The name of a secret in a store, by where it stands in a manifest: the one under which a deployment looks it up, and
 * keeps what it generates. What belongs to machines and not to the cluster goes by its own key.
 */
export function secretNameAt(path: Path): string {
  return path[0] === "credentials" || path[0] === "certificate" ? path.join(".") : String(path.at(-1));
}

/** Every name that OpenVidu's releases have a secret for. */
export function knownSecretNames(): ReadonlySet<string> {
  const keys = releases.flatMap(({ arguments: facts }) =>
    facts.flatMap(({ secret, value: { key } }) => (secret === true && key !== undefined ? [key] : [])),
  );
  return new Set(keys.filter((key) => key === "license" || schemaAt(key.split("."))?.secret === true));
}
