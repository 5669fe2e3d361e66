import type { AnyAuthMethod } from "ssh2";
import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import { attemptOn, type Hop } from "./route";

/** The ways to log in, in the order in which they are tried, and how messages name them. */
export interface Identities {
  readonly methods: readonly AnyAuthMethod[];
  readonly names: readonly string[];
}

/**
 * Finds what to log in with: the chosen private keys, the agent, the usual keys of `~/.ssh`.
 * A key with a passphrase is left to the agent.
 *
 * @throws OperationError `key-missing`, `key-unreadable`, `key-encrypted` or `no-key`
 */
export async function identitiesFor(hop: Hop, runtime: Runtime): Promise<Identities> {
  const agent = runtime.environment["SSH_AUTH_SOCK"];
  const hasAgent = agent !== undefined && agent !== "";
  const methods: AnyAuthMethod[] = [];
  const names: string[] = [];
  const encrypted: string[] = [];
  for (const { path, chosen } of hop.identityFiles) {
    const key = await readKey(path, chosen, hop, runtime);
    if (key === "encrypted") encrypted.push(path);
    else if (key !== undefined) {
      methods.push({ type: "publickey", username: hop.user, key });
      names.push(path);
    }
  }
  const chosenKeyWorks = hop.identityFiles.some(({ chosen }) => chosen) && encrypted.length === 0;
  // The agent comes first where nobody chose a key, and stands in for a chosen key that is encrypted.
  if (hasAgent && !chosenKeyWorks) {
    methods.unshift({ type: "agent", username: hop.user, agent });
    names.unshift("the ssh agent");
  }
  if (methods.length > 0) return { methods, names };
  throw encrypted.length > 0 ? keyEncrypted(hop, encrypted) : noKey(hop);
}

async function readKey(
  path: string,
  chosen: boolean,
  hop: Hop,
  runtime: Runtime,
): Promise<Buffer | "encrypted" | undefined> {
  let content: Buffer;
  try {
    content = await runtime.readFile(path);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing && !chosen) return undefined;
    throw keyUnreadable(hop, path, missing, error);
  }
  const { utils } = (await import("ssh2")).default;
  const parsed: unknown = utils.parseKey(content);
  const key: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (!(key instanceof Error)) return content;
  if (/encrypted|passphrase/i.test(key.message)) return "encrypted";
  if (!chosen) return undefined;
  throw keyInvalid(hop, path, key);
}

function keyUnreadable(hop: Hop, path: string, missing: boolean, cause: unknown): OperationError {
  return new OperationError(
    {
      ...attemptOn(hop),
      cause: missing
        ? `The private key ${path} does not exist.`
        : `The private key ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      suggestion:
        "Set ssh.identityFile to your private key, or leave it out to use the ssh agent and the keys of ~/.ssh.",
      code: missing ? "key-missing" : "key-unreadable",
    },
    { cause },
  );
}

function keyInvalid(hop: Hop, path: string, cause: Error): OperationError {
  return new OperationError(
    {
      ...attemptOn(hop),
      cause: `${path} is no private key that ssh can use: ${cause.message}.`,
      suggestion: "Set ssh.identityFile to the private key (not to the .pub file).",
      code: "key-unreadable",
    },
    { cause },
  );
}

function keyEncrypted(hop: Hop, paths: readonly string[]): OperationError {
  return new OperationError({
    ...attemptOn(hop),
    cause: `The private key ${paths.join(", ")} is protected by a passphrase, and no ssh agent runs.`,
    suggestion: `Start an agent and add the key: eval "$(ssh-agent)" && ssh-add ${paths[0] ?? ""}`,
    code: "key-encrypted",
  });
}

function noKey(hop: Hop): OperationError {
  return new OperationError({
    ...attemptOn(hop),
    cause:
      "There is no key to log in with: no ssh agent runs, and ~/.ssh has no id_ed25519, id_ecdsa or id_rsa.",
    suggestion:
      "Make a key with ssh-keygen and copy it to the nodes with ssh-copy-id, or set ssh.identityFile.",
    code: "no-key",
  });
}
