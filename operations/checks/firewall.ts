import { FIREWALL_PROGRAMS } from "../node/firewall/firewall-programs";
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
export const unknownFirewall: Remark = ({ cluster, facts }) => {
  const [active] = facts.firewall.active;
  if (cluster.firewall !== "none" || active === undefined) return undefined;
  return `${active} is active on the machine and firewall: none leaves it alone. 'ovcluster firewall --format ${active}' prints what it has to let in.`;
};

/** Docker forwards published ports before the machine's own rules are asked. */
export const publishedPorts: Remark = ({ cluster, facts }) => {
  if (cluster.firewall === "none") return undefined;
  const published = facts.listeners
    .filter(({ process }) => process === "docker-proxy")
    .map(({ port, protocol }) => `${String(port)}/${protocol}`);
  if (published.length === 0) return undefined;
  return `Docker publishes ${[...new Set(published)].join(", ")} on the machine: ${cluster.firewall} does not filter published ports.`;
};

/** What else listens there is known by name, but not for whom. */
export const closedServices: Remark = ({ cluster, node }) => {
  if (cluster.firewall === "none" || node.otherServices.length === 0) return undefined;
  const names = node.otherServices.map(({ name }) => name).join(", ");
  return cluster.firewall === "nftables"
    ? `nftables closes ${names}: the manifest does not say who needs it.`
    : `${cluster.firewall} closes ${names}, unless a rule of your own lets it in: the manifest does not say who needs it.`;
};
