import { breakingCharacter, nameCharacter } from "../installer/breaking-characters";
import { limitProblem } from "../installer/credential-limits";
import { secretNameAt } from "../installer/secret-name";
import { keysAt } from "../manifest/manifest-schema";
import { meantReference } from "../manifest/meant-reference";
import { readSecret } from "../manifest/secret-reference";
import type { Path } from "../source-range";
import type { Draft } from "../manifest/draft";
import { replaceValue, type DraftNode, type Report, type Rule } from "./rule";

interface SecretPlace {
  readonly path: Path;
  readonly value: string;
  /** The official scripts handle this one; a sudo password never reaches them. */
  readonly passesScripts: boolean;
  /** False for user names: they may be a reference too, but stand in the file without harm. */
  readonly secret: boolean;
}

/** Every value of a manifest without its nodes that may be a reference, with where it stands. */
export function* secretPlaces(draft: Draft): Generator<SecretPlace> {
  if (draft.license !== undefined)
    yield { path: ["license"], value: draft.license, passesScripts: true, secret: true };
  const apiKey = draft.certificate?.apiKey;
  if (apiKey !== undefined)
    yield { path: ["certificate", "apiKey"], value: apiKey, passesScripts: true, secret: true };
  const schema = keysAt(["credentials"]);
  for (const [key, value] of Object.entries(draft.credentials ?? {})) {
    if (value === undefined) continue;
    const secret = schema.get(key)?.secret === true;
    yield { path: ["credentials", key], value, passesScripts: secret, secret };
  }
  yield* sudoPassword(draft.ssh, []);
}

/** The values of a node that may be references. */
export function nodeSecretPlaces({ node, path }: Pick<DraftNode, "node" | "path">): Iterable<SecretPlace> {
  return sudoPassword(node.ssh, path);
}

function* sudoPassword(ssh: DraftNode["node"]["ssh"], path: Path): Generator<SecretPlace> {
  const value = ssh?.sudoPassword;
  if (value !== undefined)
    yield { path: [...path, "ssh", "sudoPassword"], value, passesScripts: false, secret: true };
}

export const secretValues: Rule = {
  id: "secret-values",
  severity: "error",
  protectsFrom: "Secrets in git, and secrets that the official scripts cut off or split.",
  fix: "Write ${secret:NAME}, ${env:NAME} or ${file:PATH}; letters and digits are always safe.",
  example: [["license: ${secret:license}", "license: abc123"]],
  *check({ draft }) {
    for (const place of secretPlaces(draft)) yield* reportsOf(place);
  },
  checkNodes: () =>
    function* (node) {
      for (const place of nodeSecretPlaces(node)) yield* reportsOf(place);
    },
};

function* reportsOf({ path, value, passesScripts, secret }: SecretPlace): Generator<Report> {
  const reading = readSecret(value);
  if (reading.kind === "problem") {
    const meant = meantReference(value);
    const fixes = meant === undefined ? [] : [replaceValue(`Change to ${meant}`, `"${meant}"`)];
    yield { path, message: reading.message, fixes };
    return;
  }
  if (reading.source.kind !== "literal" || !secret) return;
  const breaking = passesScripts ? breakingCharacter(value) : undefined;
  if (breaking !== undefined) {
    yield {
      path,
      message: `The official scripts break this value at ${nameCharacter(breaking)}. Use letters and digits.`,
    };
  }
  const limit = limitProblem(path.join("."), value);
  if (limit !== undefined) yield { path, severity: "warning", message: limit };
  yield {
    path,
    severity: "warning",
    message: `This secret stands in the file for everybody who reads it. Keep it in the secret store: \${secret:${secretNameAt(path)}}.`,
  };
}
