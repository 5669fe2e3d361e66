import type { ErrorReport } from "../events";
import { architecture } from "./architecture";
import type { Check, Checked, Remark } from "./check";
import { curl } from "./curl";
import { oneMachineOnce, uniqueHostName, uniqueMachineId } from "./distinct-machines";
import { dockerVersion } from "./docker-version";
import {
  closedServices,
  firewallProgram,
  oneFirewall,
  publishedPorts,
  unknownFirewall,
  unknownLoadBalancer,
} from "./firewall";
import { incompleteInstallation } from "./incomplete-installation";
import { otherRelease } from "./other-release";
import { portsTaken, rangeTaken } from "./ports-taken";
import { privateIp } from "./private-ip";
import { disk, memory, processors } from "./resources";
import { systemd } from "./systemd";

/** What stops a deployment, in the order in which it is told. */
const CHECKS: readonly Check[] = [
  privateIp,
  oneMachineOnce,
  uniqueMachineId,
  uniqueHostName,
  systemd,
  architecture,
  curl,
  dockerVersion,
  portsTaken,
  firewallProgram,
  oneFirewall,
  incompleteInstallation,
  otherRelease,
];

/** What is only remarked. */
const REMARKS: readonly Remark[] = [
  processors,
  memory,
  disk,
  rangeTaken,
  unknownFirewall,
  publishedPorts,
  closedServices,
  unknownLoadBalancer,
];

/** Everything at once that keeps OpenVidu from working on a node. */
export function problemsOf(checked: Checked): ErrorReport[] {
  return CHECKS.flatMap((check) => {
    const problem = check(checked);
    return problem === undefined
      ? []
      : [{ attempted: "use the machine for OpenVidu", node: checked.node.name, ...problem }];
  });
}

/** What will hurt later on a node. */
export function remarksOn(checked: Checked): string[] {
  return REMARKS.flatMap((remark) => remark(checked) ?? []);
}
