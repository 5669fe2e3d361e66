import { addressKind } from "./ip-address";
import { replaceValue, safely, type Rule } from "./rule";

/** Labels of letters, digits and dashes; the last one is never a number. */
const FQDN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Why a name is no lower-case FQDN, or undefined where it is one. */
export function domainProblem(name: string): string | undefined {
  if (addressKind(name) !== "not-an-address")
    return "is an address; OpenVidu needs a name that has a certificate";
  if (name !== name.toLowerCase() && FQDN.test(name.toLowerCase()))
    return "has capitals; the installer takes lower case only";
  if (/^[a-z]+:\/\//i.test(name)) return "is a URL; write only the name";
  if (name.endsWith(".") && FQDN.test(name.slice(0, -1).toLowerCase()))
    return "ends with a dot; write it without";
  if (!name.includes(".")) return "has no dot; write the full name, such as openvidu.example.io";
  return name.length <= 253 && FQDN.test(name)
    ? undefined
    : "is not a domain name such as openvidu.example.io";
}

export const domainName: Rule = {
  id: "domain-name",
  severity: "error",
  protectsFrom: "An installation that no certificate can be had for, or that the installer refuses.",
  fix: "Write a lower-case FQDN, and give it one A record for each master node.",
  example: [["domain: openvidu.example.io", "domain: https://openvidu.example.io"]],
  *check({ draft }) {
    for (const key of ["domain", "turnDomain"] as const) {
      const name = draft[key];
      const problem = name === undefined ? undefined : domainProblem(name);
      if (name === undefined || problem === undefined) continue;
      const meant = name
        .toLowerCase()
        .replace(/^[\s"'“”„‘’`]+|[\s"'“”‘’`]+$/g, "")
        .replace(/^[a-z]+:\/\//, "")
        .replace(/[/:].*$/, "")
        .replace(/\.$/, "");
      const fixes =
        domainProblem(meant) === undefined ? [safely(replaceValue(`Change to '${meant}'`, meant))] : [];
      yield { path: [key], message: `'${name}' ${problem}.`, fixes };
    }
  },
};
