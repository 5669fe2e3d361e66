import type { NodeFacts } from "../node/node-facts";
import type { Check, Checked } from "./check";

/** Two nodes of the manifest must not be one machine. */
export const oneMachineOnce: Check = (checked) => {
  const others = sharing(checked, ({ bootId }) => bootId).filter((name) =>
    sharing(checked, ({ machineId }) => machineId).includes(name),
  );
  if (others.length === 0) return undefined;
  return {
    cause: `The machine is the same one as ${others.join(", ")}.`,
    suggestion: "Give each node of the manifest a machine of its own; look at ssh.host.",
    code: "same-machine",
  };
};

/** Clones with one machine id get the same addresses by DHCP and mix up their logs. */
export const uniqueMachineId: Check = (checked) => {
  const others = sharing(checked, ({ machineId }) => machineId);
  if (others.length === 0 || oneMachineOnce(checked) !== undefined) return undefined;
  return {
    cause: `The machine has the same machine id as ${others.join(", ")}: one was cloned from the other.`,
    suggestion: "Make a new one on the clone and reboot it: rm /etc/machine-id; systemd-machine-id-setup",
    code: "same-machine-id",
  };
};

/** OpenVidu's nodes are told apart by their names in logs and statistics. */
export const uniqueHostName: Check = (checked) => {
  const others = sharing(checked, ({ hostName }) => hostName);
  if (others.length === 0 || oneMachineOnce(checked) !== undefined) return undefined;
  return {
    cause: `The machine has the same host name as ${others.join(", ")}: '${checked.facts.hostName ?? ""}'.`,
    suggestion: "Give it another one: hostnamectl set-hostname NAME",
    code: "same-host-name",
  };
};

function sharing({ node, facts, all }: Checked, read: (facts: NodeFacts) => string | undefined): string[] {
  const own = read(facts);
  if (own === undefined) return [];
  return [...all].filter(([name, other]) => name !== node.name && read(other) === own).map(([name]) => name);
}
