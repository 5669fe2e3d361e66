import type { Draft } from "./manifest/draft";

type Node = NonNullable<NonNullable<Draft["mediaNodes"]>[number]>;

/** What stands for a machine, and at which key of the node it is written. */
export interface MachineKey {
  readonly key: string;
  readonly value: string;
  readonly path: readonly string[];
}

/** What a node's machine is known by. Two nodes with a key in common are most likely on one machine. */
export function machineKeys(node: Node, sshPort: number): readonly MachineKey[] {
  const keys: MachineKey[] = [];
  for (const name of ["publicIp", "privateIp"] as const) {
    const address = node[name];
    if (address !== undefined) keys.push({ key: `${name}:${address}`, value: address, path: [name] });
  }
  const host = node.ssh?.host;
  if (host !== undefined && host !== node.publicIp && host !== node.privateIp)
    keys.push({ key: `ssh:${host}:${String(sshPort)}`, value: host, path: ["ssh", "host"] });
  return keys;
}
