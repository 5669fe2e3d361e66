import type { Readable } from "node:stream";
import type { Client } from "ssh2";
import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import { connectError } from "./connect-error";
import { identitiesFor } from "./identities";
import { entriesFor, parseKnownHosts, type KnownHost } from "./known-hosts";
import { openClient } from "./open-client";
import { attemptOn, type Hop } from "./route";
import { SshConnection } from "./ssh-connection";

export interface ConnectOptions {
  readonly runtime: Runtime;
  /** Milliseconds for each machine on the way. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * Connects to the last machine of a route, through those before it.
 * Nothing is sent to a machine whose host key is not known.
 *
 * @throws OperationError that says what is wrong with which machine; the signal's reason when it is aborted
 */
export async function connect(route: readonly Hop[], options: ConnectOptions): Promise<SshConnection> {
  const clients: Client[] = [];
  try {
    for (const hop of route) clients.push(await through(clients.at(-1), hop, options));
  } catch (error) {
    for (const client of clients) client.end();
    throw error;
  }
  const target = clients.pop();
  if (target === undefined) throw new Error("A route has at least one machine.");
  return new SshConnection(target, clients.reverse());
}

async function through(previous: Client | undefined, hop: Hop, options: ConnectOptions): Promise<Client> {
  const { runtime, timeout, signal } = options;
  const { methods, names } = await identitiesFor(hop, runtime);
  const entries = await knownHosts(hop, runtime);
  const knowledge = {
    entries: entriesFor(entries, hop.host, hop.port),
    ...(hop.hostKey === undefined ? {} : { pin: hop.hostKey }),
  };
  const tunnel = previous === undefined ? {} : { tunnel: () => forward(previous, hop) };
  try {
    return await openClient({ hop, methods, knowledge, timeout, signal, ...tunnel });
  } catch (error) {
    signal.throwIfAborted();
    throw connectError(hop, error, names);
  }
}

function forward(client: Client, hop: Hop): Promise<Readable> {
  return new Promise((resolve, reject) => {
    client.forwardOut("127.0.0.1", 0, hop.host, hop.port, (error, stream) => {
      if (error === undefined) resolve(stream);
      else reject(jumpRefused(hop, error));
    });
  });
}

async function knownHosts(hop: Hop, runtime: Runtime): Promise<KnownHost[]> {
  const files = [...new Set(hop.knownHostsFiles)];
  const read = await Promise.all(
    files.map(async (file) => {
      try {
        return parseKnownHosts((await runtime.readFile(file)).toString("utf8"), file);
      } catch (error) {
        // No such file is the usual case on a new machine: then no key is known.
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
        throw knownHostsUnreadable(hop, file, error);
      }
    }),
  );
  return read.flat();
}

function knownHostsUnreadable(hop: Hop, file: string, cause: unknown): OperationError {
  return new OperationError(
    {
      ...attemptOn(hop),
      cause: `${file}, the file of known host keys, cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      suggestion: "Make it readable for you, or name another file.",
      code: "known-hosts-unreadable",
    },
    { cause },
  );
}

function jumpRefused(hop: Hop, cause: Error): OperationError {
  return new OperationError(
    {
      ...attemptOn(hop),
      cause: `The jump host does not pass the connection on: ${cause.message.replace(/^\(SSH\) /, "").replace(/\.$/, "")}.`,
      suggestion:
        "Check that the jump host reaches the machine, and that its ssh server allows it (AllowTcpForwarding).",
      code: "jump-host-refused",
    },
    { cause },
  );
}
