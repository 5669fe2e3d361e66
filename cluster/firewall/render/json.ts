import { formatNumbers } from "../../ports/port-range";
import { ALWAYS_OPEN, addressesOf, DOCKER_NOTE, type FirewallExport } from "../rule-words";

/** The rule set as data. */
export function renderJson({ sets, outbound }: FirewallExport): string {
  const [first] = sets;
  const told = {
    cluster: first?.cluster,
    release: first?.release,
    firewalls: sets.map(({ role, node, rules, closed, notes }) => ({
      role,
      ...(node === undefined ? {} : { node }),
      inbound: rules.map(({ protocol, first: from, last, from: peers, ...rest }) => ({
        protocol,
        ports: formatNumbers({ first: from, last }),
        sources: peers.map((peer) => ({ who: peer.kind, addresses: addressesOf(peer) })),
        ...rest,
      })),
      closed: closed.map((service) => ({
        node: service.node,
        name: service.name,
        protocol: service.protocol,
        ports: formatNumbers(service),
      })),
      notes,
    })),
    alsoLetIn: ALWAYS_OPEN,
    outbound,
    notes: [DOCKER_NOTE],
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
