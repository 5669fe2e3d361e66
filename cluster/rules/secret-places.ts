import type { Draft } from "../manifest/draft";
import { keysAt } from "../manifest/manifest-schema";
import type { Path } from "../source-range";
import type { DraftNode } from "./rule";

/** A value of a manifest that may be a reference to a secret. */
export interface SecretPlace {
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
