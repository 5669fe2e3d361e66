import { nextFree, type NodeClaim, type Rule } from "./rule";
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
          // One address for both uses has the wrong kind for one of them, which is told where it is.
          if (address !== undefined && !(key === "publicIp" && address === node.privateIp))
            yield { key: `address:${address}`, path: [...path, key] };
        }
        const host = node.ssh?.host;
        if (host !== undefined && host !== node.publicIp && host !== node.privateIp)
          yield { key: `ssh:${host}:${String(sshPort)}`, path: [...path, "ssh", "host"] };
        // Where ssh goes by default; of two such the addresses are told.
        else if (node.publicIp !== undefined)
          yield { key: `ssh:${node.publicIp}:${String(sshPort)}`, path: [...path, "publicIp"] };
      },
    *clash(claims) {
      const several = new Set(claims.map(({ node }) => node.role)).size > 1;
      const isSsh = claims.some(({ key }) => key.startsWith("ssh:"));
      if (isSsh && !claims.some(({ path }) => path.at(-1) === "host")) return;
      const reports = reportRepeated(
        claims,
        (value, other) => clashWords(value, other, several),
        isSsh ? [] : [nextFree("address")],
      );
      for (const report of reports) if (!isSsh || report.path.at(-1) === "host") yield report;
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
