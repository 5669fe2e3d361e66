import type { NodeClaim, Rule } from "./rule";
import { reportRepeated } from "./unique-names";

export const uniqueAddresses: Rule = {
  id: "unique-addresses",
  severity: "error",
  protectsFrom:
    "Two nodes on one machine, or a typing error in an address: a machine has one role, and OpenVidu's ports are there once.",
  fix: "Give each node the address of a machine of its own.",
  example: [["privateIp: 10.5.0.3", "privateIp: 10.5.0.2"]],
  shared: {
    claims: () =>
      function* ({ node, path, sshPort }) {
        for (const key of ["privateIp", "publicIp"] as const) {
          const address = node[key];
          if (address !== undefined) yield { key: `address:${address}`, path: [...path, key] };
        }
        if (node.ssh?.host !== undefined)
          yield { key: `ssh:${node.ssh.host}:${String(sshPort)}`, path: [...path, "ssh", "host"] };
      },
    *clash(claims) {
      const several = new Set(claims.map(({ node }) => node.role)).size > 1;
      yield* reportRepeated(claims, (value, other) => clashWords(value, other, several));
    },
  },
};

function clashWords(value: string, { key, node }: NodeClaim, severalRoles: boolean): string {
  if (key.startsWith("ssh:"))
    return `ssh goes to ${value} for ${node.label} too. Each node is a machine of its own.`;
  return severalRoles
    ? `${value} is also the address of ${node.label}: one machine cannot be master and media node, both bind the same ports.`
    : `${value} is also the address of ${node.label}. Each node is a machine of its own.`;
}
