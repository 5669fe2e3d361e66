import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type Protocol = "tcp" | "udp";

/** A packet's way: from an address of this machine to a port of a node. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** What must pass is waited for; what must not gets as long as an answer takes on a slow machine, many times over. */
const PATIENCE = { pass: 10_000, stop: 700 };

/** Whether something listening at the flow's end was reached and answered. */
export function passes(flow: Flow, expected: boolean): Promise<boolean> {
  const patience = expected ? PATIENCE.pass : PATIENCE.stop;
  return flow.protocol === "tcp" ? connects(flow, patience) : isAnswered(flow, patience);
}

function connects({ from, to, port }: Flow, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: to, port, localAddress: from, timeout: patience });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}

async function isAnswered({ from, to, port }: Flow, patience: number): Promise<boolean> {
  const socket = createSocket(from.includes(":") ? "udp6" : "udp4");
  const done = new AbortController();
  try {
    socket.once("message", () => {
      done.abort();
    });
    // A refusal that comes back as ICMP is no answer.
    socket.on("error", () => undefined);
    await new Promise<void>((resolve) => socket.bind({ address: from, port: 0 }, resolve));
    const deadline = Date.now() + patience;
    while (!done.signal.aborted && Date.now() < deadline) {
      socket.send("hello", port, to);
      await pause(Math.min(200, patience / 3), undefined, { signal: done.signal }).catch(() => undefined);
    }
    return done.signal.aborted;
  } finally {
    socket.close();
  }
}
