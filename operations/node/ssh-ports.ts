import type { NodeFacts } from "./node-facts";

/** Ports that the machine's ssh server listens on for others; those of tunnels that it holds for itself do not count. */
export function sshPorts({ listeners }: NodeFacts): number[] {
  const found = listeners.filter(
    ({ process, protocol, address }) =>
      process === "sshd" && protocol === "tcp" && !address.startsWith("127.") && address !== "::1",
  );
  return [...new Set(found.map(({ port }) => port))];
}
