/** A jump host as the manifest and ssh's ProxyJump write it: `[user@]host[:port]`, an IPv6 address in brackets. */
export interface JumpHost {
  readonly user?: string;
  readonly host: string;
  readonly port?: number;
}

/** Reads a jump host; whatever is no port at the end belongs to the host. */
export function parseJumpHost(written: string): JumpHost {
  const text = written.trim().replace(/^ssh:\/\//, "");
  const at = text.lastIndexOf("@");
  const user = at > 0 ? { user: text.slice(0, at) } : {};
  const rest = text.slice(at + 1);
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(rest);
  const plain = /^([^:]+):(\d+)$/.exec(rest);
  const [, host = rest, port] = bracketed ?? plain ?? [];
  return { ...user, host, ...(port === undefined ? {} : { port: Number(port) }) };
}
