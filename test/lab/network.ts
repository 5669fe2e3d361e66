import { gateway, type NodeAddress } from "./addresses.js";
import { must, run } from "./processes.js";

const bridge = "lab0";

/** The node's end is called eth0; this is the lab's end of the same cable. */
function cable(name: string): string {
  return `lab-${name}`;
}

/** The bridge that joins the nodes with the control namespace. */
export async function createBridge(): Promise<void> {
  const commands = [
    `link add ${bridge} type bridge`,
    `addr add ${gateway.privateIp}/24 dev ${bridge}`,
    `addr add ${gateway.publicIp}/24 dev ${bridge}`,
    `link set ${bridge} up`,
  ];
  await must("ip", ["-batch", "-"], commands.join("\n"));
}

export async function removeBridge(): Promise<void> {
  await run("ip", ["link", "delete", bridge]);
}

/** A network namespace for one node, with both its addresses on eth0 and a cable to the bridge. */
export async function createNodeNetwork({ name, privateIp, publicIp }: NodeAddress): Promise<void> {
  await must("ip", ["netns", "add", name]);
  await must("ip", ["link", "add", cable(name), "type", "veth", "peer", "name", "eth0", "netns", name]);
  await must("ip", ["link", "set", cable(name), "master", bridge, "up"]);
  const inside = [
    "link set lo up",
    // The private address comes first: it is the one that a program finds when it asks for "the" address.
    `addr add ${privateIp}/24 dev eth0`,
    `addr add ${publicIp}/24 dev eth0`,
    "link set eth0 up",
    `route add default via ${gateway.privateIp} src ${privateIp}`,
  ];
  await must("ip", ["-n", name, "-batch", "-"], inside.join("\n"));
}

export async function removeNodeNetwork(name: string): Promise<void> {
  await run("ip", ["netns", "delete", name]);
  await run("ip", ["link", "delete", cable(name)]);
}

/** Pulls a node's network cable, or plugs it in again. */
export async function setLink(name: string, state: "up" | "down"): Promise<void> {
  await must("ip", ["link", "set", cable(name), state]);
}

export type Protocol = "tcp" | "udp";

/**
 * Drops, without an answer, what comes to a port of a node from outside, or stops doing so.
 * The table is the lab's own: what a firewall program in the node does stays untouched beside it.
 */
export async function setPort(
  name: string,
  port: number,
  protocol: Protocol,
  verdict: "drop" | "allow",
): Promise<void> {
  const rules = [
    "add table inet lab_faults",
    "add set inet lab_faults dropped { type inet_proto . inet_service ; }",
    "add chain inet lab_faults input { type filter hook input priority -300 ; }",
    "flush chain inet lab_faults input",
    'add rule inet lab_faults input iifname "eth0" meta l4proto . th dport @dropped drop',
    // Adding first makes deleting safe when the port was not dropped.
    `add element inet lab_faults dropped { ${protocol} . ${String(port)} }`,
    ...(verdict === "allow"
      ? [`delete element inet lab_faults dropped { ${protocol} . ${String(port)} }`]
      : []),
  ];
  await must("nsenter", [`--net=/run/netns/${name}`, "nft", "-f", "-"], rules.join("\n"));
}
