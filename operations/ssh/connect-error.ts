import { OperationError } from "../operation-error";
import type { HostKeyVerdict } from "./host-key";
import { knownHostsName } from "./known-hosts";
import { attemptOn, type Hop } from "./route";

interface Cause {
  readonly cause: string;
  readonly suggestion: string;
  readonly code: string;
}

const REACH =
  "Check the address in the manifest, that the machine is on, and that a firewall lets ssh through.";

/** Errors of the network by their codes. */
const NETWORK: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: {
    cause: "The machine refused the connection: nothing listens on the ssh port.",
    suggestion: "Check ssh.port, and that the ssh server runs on the machine.",
    code: "connection-refused",
  },
  EHOSTUNREACH: { cause: "There is no route to the machine.", suggestion: REACH, code: "no-route" },
  ENETUNREACH: { cause: "There is no route to the machine's network.", suggestion: REACH, code: "no-route" },
  ETIMEDOUT: { cause: "The machine does not answer.", suggestion: REACH, code: "timed-out" },
  ENOTFOUND: {
    cause: "The name is not known to DNS.",
    suggestion: "Check ssh.host for a slip of the pen, or write the address.",
    code: "name-unknown",
  },
  EAI_AGAIN: {
    cause: "The name could not be looked up: DNS does not answer.",
    suggestion: "Check your own network and its DNS server.",
    code: "name-unknown",
  },
  ECONNRESET: {
    cause: "The machine ended the connection before the login.",
    suggestion:
      "What answers there may be no ssh server: check ssh.host and ssh.port. If it is one, look at its log on the machine; it may limit new connections (MaxStartups) or block your address.",
    code: "connection-reset",
  },
};

/** What went wrong on the way to a machine, in people's words. */
export function connectError(hop: Hop, error: unknown, tried: readonly string[]): OperationError {
  if (error instanceof OperationError) return error;
  return new OperationError({ ...attemptOn(hop), ...causeOf(hop, error, tried) }, { cause: error });
}

function causeOf(hop: Hop, error: unknown, tried: readonly string[]): Cause {
  const { code, level, message } = parts(error);
  const network = NETWORK[code];
  if (network !== undefined) return network;
  if (level === "client-authentication") {
    return {
      cause: `The machine does not let the user '${hop.user}' in with ${tried.join(" or ")}.`,
      suggestion: `Check ssh.user and ssh.identityFile, and that the public key is in ~${hop.user}/.ssh/authorized_keys on the machine.`,
      code: "authentication-failed",
    };
  }
  if (level === "client-timeout") {
    return {
      cause: "The machine does not answer in time.",
      suggestion: `${REACH} If the port is open, what answers there may be no ssh server: check ssh.port.`,
      code: "timed-out",
    };
  }
  if (/lost before handshake|ended by the other|Channel open failure|No response/i.test(message)) {
    return NETWORK["ECONNRESET"] ?? unknown(message);
  }
  if (/no matching/i.test(message)) {
    return {
      cause: `The machine's ssh server has no algorithm in common with this program (${message}).`,
      suggestion: "Update the machine's OpenSSH server; its key algorithms are too old or too restricted.",
      code: "ssh-algorithms",
    };
  }
  return unknown(message);
}

function unknown(message: string): Cause {
  return {
    cause: `ssh failed: ${message.replace(/\.$/, "")}.`,
    suggestion: "Try the same with the ssh command: what works there should work here.",
    code: "ssh-failed",
  };
}

function parts(error: unknown): { code: string; level: string; message: string } {
  if (!(error instanceof Error)) return { code: "", level: "", message: String(error) };
  const read = (key: "code" | "level"): string => {
    const value: unknown = key in error ? (error as Error & Record<typeof key, unknown>)[key] : undefined;
    return typeof value === "string" ? value : "";
  };
  return { code: read("code"), level: read("level"), message: error.message };
}

/** Why the machine's key is not trusted, with the fingerprint and what to do. */
export function hostKeyError(
  hop: Hop,
  verdict: Exclude<HostKeyVerdict, { kind: "accepted" }>,
): OperationError {
  const attempt = attemptOn(hop);
  const { fingerprint } = verdict;
  const file = hop.knownHostsFiles[0] ?? "~/.ssh/known_hosts";
  const name = knownHostsName(hop.host, hop.port);
  const shown = `The machine shows the ${verdict.keyType} key ${fingerprint}`;
  switch (verdict.kind) {
    case "unknown":
      return new OperationError({
        ...attempt,
        cause: `${shown}, which nobody has confirmed yet.`,
        // A pin in the manifest is the node's own: a jump host's key can only be recorded in known_hosts.
        suggestion: `Compare it with the machine's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub there). If it is the same, add it to ${file} (connect once with ssh)${hop.jumpHost ? "" : " or pin it as ssh.hostKey in the manifest"}.`,
        code: hop.jumpHost ? "jump-host-key-unknown" : "host-key-unknown",
        fingerprint,
      });
    case "changed":
      return new OperationError({
        ...attempt,
        cause: `${shown}, but recorded is ${verdict.recorded.join("; ")}. Somebody may be listening in, or the machine was installed anew.`,
        suggestion: `Only if you know that the machine was installed anew: remove the old key (ssh-keygen -R '${name}' -f ${file}, or ssh.hostKey in the manifest) and confirm the new one.`,
        code: "host-key-changed",
        fingerprint,
      });
    case "revoked":
      return new OperationError({
        ...attempt,
        cause: `${shown}, which is marked as revoked.`,
        suggestion: `Do not connect. Ask who marked it (@revoked in ${file}) and give the machine a new host key.`,
        code: "host-key-revoked",
        fingerprint,
      });
  }
}
