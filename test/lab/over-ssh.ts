import { type Lab, type LabNode } from "./lab.js";
import { type Output, run } from "./processes.js";

/** Runs a script on a node as a user's own ssh would, with the host keys that the lab wrote down. */
export function overSsh(lab: Lab, node: LabNode, script: string, user = lab.user): Promise<Output> {
  const options = [
    "-F",
    "none",
    "-o",
    "BatchMode=yes",
    "-o",
    "ConnectTimeout=5",
    "-o",
    "StrictHostKeyChecking=yes",
  ];
  const keys = [
    "-o",
    `UserKnownHostsFile=${lab.knownHostsFile}`,
    "-o",
    "IdentitiesOnly=yes",
    "-i",
    lab.identityFile,
  ];
  return run("ssh", [...options, ...keys, `${user}@${node.publicIp}`, script]);
}
