import type { Rule } from "./rule";
import { reportRepeated } from "./unique-names";

export const uniqueAddresses: Rule = {
  id: "unique-addresses",
  severity: "error",
  protectsFrom:
    "Two nodes on one machine, or a typing error in an address: a machine has one role, and OpenVidu's ports are there once.",
  fix: "Give each node the address of a machine of its own.",
  *check({ nodes }) {
    const addresses = nodes.flatMap(({ node, path, label }) =>
      (["privateIp", "publicIp"] as const).flatMap((key) => {
        const value = node[key];
        return value === undefined ? [] : [{ value, path: [...path, key], owner: label }];
      }),
    );
    const roles = new Map<string, Set<string>>();
    for (const { node, role } of nodes) {
      for (const address of [node.privateIp, node.publicIp]) {
        if (address !== undefined) roles.set(address, (roles.get(address) ?? new Set()).add(role));
      }
    }
    const targets = nodes.flatMap(({ node, path, label, sshPort }) =>
      node.ssh?.host === undefined
        ? []
        : [{ value: `${node.ssh.host}:${String(sshPort)}`, path: [...path, "ssh", "host"], owner: label }],
    );
    yield* reportRepeated(
      targets,
      (target, other) => `ssh goes to ${target} for ${other} too. Each node is a machine of its own.`,
    );
    yield* reportRepeated(addresses, (address, other) =>
      (roles.get(address)?.size ?? 0) > 1
        ? `${address} is also the address of ${other}: one machine cannot be master and media node, both bind the same ports.`
        : `${address} is also the address of ${other}. Each node is a machine of its own.`,
    );
  },
};
