import type { Check } from "./check";

/** This really is the machine that the manifest means, and OpenVidu will find itself in the list of masters. */
export const privateIp: Check = ({ facts, node }) => {
  if (facts.addresses.length === 0 || facts.addresses.includes(node.privateIp)) return undefined;
  const own = facts.addresses.filter((address) => !address.startsWith("127.") && !address.includes(":"));
  return {
    cause: `The machine does not have the private address ${node.privateIp}; it has ${own.join(", ")}.`,
    suggestion: "Correct privateIp, or ssh.host if this is another machine than you mean.",
    code: "wrong-machine",
  };
};
