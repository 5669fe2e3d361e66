import { nodeRules, type RuleSet } from "../../cluster/firewall/firewall-rules";
import { openBalancerPorts } from "../../cluster/firewall/open-balancer-ports";
import { isLoadBalancerUnknown } from "../../cluster/firewall/rule-set-notes";
import { formatNumbers, formatPorts } from "../../cluster/ports/port-range";
import type { FirewallKind } from "../node/firewall/firewall-program";
import { FIREWALL_PROGRAMS } from "../node/firewall/firewall-programs";
import { sshPorts } from "../node/ssh-ports";
import type { Check, Remark } from "./check";

/** Nothing is installed for the user: a firewall is a thing to decide about. */
export const firewallProgram: Check = ({ cluster, facts }) => {
  if (cluster.firewall === "none" || facts.firewall.programs.includes(cluster.firewall)) return undefined;
  const { command, package: name } = FIREWALL_PROGRAMS[cluster.firewall];
  return {
    cause: `The manifest says firewall: ${cluster.firewall}, and '${command}' is not installed on the machine.`,
    suggestion: `Install it there (apt-get install ${name}), or choose another firewall in the manifest.`,
    code: "no-firewall-program",
  };
};

/** What one firewall closes stays closed, whatever another one lets in. */
export const oneFirewall: Check = ({ cluster, facts }) => {
  const other = facts.firewall.active.find((active) => active !== cluster.firewall);
  if (cluster.firewall === "none" || other === undefined) return undefined;
  return {
    cause: `${other} is active on the machine, and the manifest says firewall: ${cluster.firewall}.`,
    suggestion: `Set firewall: ${other} in the manifest, or switch it off there: ${other === "ufw" ? "ufw disable" : "systemctl disable --now firewalld"}`,
    code: "other-firewall",
  };
};

/** A firewall that the manifest leaves alone may close what OpenVidu needs. */
export const unknownFirewall: Remark = ({ cluster, node, facts }) => {
  const [active] = facts.firewall.active;
  if (cluster.firewall !== "none" || active === undefined) return undefined;
  return `${active} is active on the machine and firewall: none leaves it alone. 'ovcluster firewall --format ${active} --node ${node.name}' prints what it has to let in.`;
};

/** Docker forwards published ports before the machine's own rules are asked. */
export const publishedPorts: Remark = ({ cluster, facts }) => {
  if (cluster.firewall === "none") return undefined;
  const published = facts.listeners
    .filter(({ process }) => process === "docker-proxy")
    .map(({ port, protocol }) => `${String(port)}/${protocol}`);
  if (published.length === 0) return undefined;
  const told = `Docker publishes ${[...new Set(published)].join(", ")} on the machine: ${cluster.firewall} does not filter published ports.`;
  const starts = cluster.firewall === "firewalld" && !facts.firewall.active.includes("firewalld");
  return starts ? `${told} ${RESTART_DOCKER}` : told;
};

/** Docker gives its bridge a zone of its own only where it finds firewalld running when it starts. */
const RESTART_DOCKER =
  "Nobody reaches them from when firewalld is started until Docker is: systemctl restart docker";

type Closed = RuleSet["closed"];

/** What becomes of services that the manifest names, and how those who may connect are let in for good. */
const CLOSED: Readonly<Record<FirewallKind, (names: string, closed: Closed) => string>> = {
  ufw: (names, closed) =>
    `ufw closes ${names} to all whom no rule of your own lets in: the manifest does not say who may connect. Such a rule stays: ${closed.map(ufwRule).join("; ")}`,
  firewalld: (names) =>
    `firewalld closes ${names} to all whom no zone of your own lets in: the manifest does not say who may connect. Such a zone, with their addresses as its sources, stays.`,
  nftables: (names) =>
    `nftables closes ${names} to everybody: the manifest does not say who may connect, and no rule elsewhere opens what this table drops. With firewall: ufw or firewalld, rules of your own stay.`,
};

function ufwRule({ protocol, first, last }: Closed[number]): string {
  const ports = formatNumbers({ first, last }).replace("-", ":");
  return `ufw allow from ADDRESS to any port ${ports} proto ${protocol}`;
}

/** What else listens there is known by name, but not for whom. */
export const closedServices: Remark = ({ cluster, node, facts }) => {
  if (cluster.firewall === "none") return undefined;
  const { closed } = nodeRules(cluster, node, { sshPorts: sshPorts(facts) });
  if (closed.length === 0) return undefined;
  const names = closed.map((service) => `${service.name} (${formatPorts(service)})`).join(", ");
  return CLOSED[cluster.firewall](names, closed);
};

/** A manifest has no key for the load balancer's addresses, and its ports are not known at every release. */
export const unknownLoadBalancer: Remark = ({ cluster, node }) => {
  if (cluster.firewall === "none") return undefined;
  if (node.role === "master" && isLoadBalancerUnknown(cluster.features, cluster.release))
    return `${cluster.firewall} lets no load balancer in: no source tells which ports release ${cluster.release.version} has behind one.`;
  const open = nodeRules(cluster, node).rules.filter(({ intendedFor }) => intendedFor !== undefined);
  if (open.length === 0) return undefined;
  return openBalancerPorts(cluster.firewall, node.role, open.map(formatPorts));
};
