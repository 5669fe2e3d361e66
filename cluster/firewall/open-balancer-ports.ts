import type { Cluster, NodeRole } from "../cluster";

/** What a firewall of the manifest does with the ports of an external load balancer, whose addresses no key tells, and how to let in only it. */
export function openBalancerPorts(
  firewall: Cluster["firewall"],
  role: NodeRole,
  ports: readonly string[],
): string {
  return `${firewall} opens ${ports.join(", ")} to everybody: the manifest does not tell the load balancer's addresses. To let in only them, set firewall: none and load what 'ovcluster firewall --format ${firewall} --role ${role} --load-balancer ADDRESS' prints.`;
}
