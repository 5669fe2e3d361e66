import type { Cluster, ClusterNode } from "../../cluster/cluster";
import { CHECKSUM_DIFFERS, DOWNLOAD_EMPTY, DOWNLOAD_FAILED } from "../../cluster/installer/download-lines";
import { installedSuccessfully, privateIpNotice } from "../../cluster/installer/install-success";
import type { ErrorReport } from "../events";
import { cleanUp } from "./clean-up";

const LINES = 20;

/**
 * What is wrong with an installation that has ended; undefined where it went well.
 * Only the banner is a proof: an empty download ends with exit status 0.
 *
 * @param status the exit status; undefined where the installation was cut off
 * @param output all of the output, redacted
 */
export function installError(
  cluster: Cluster,
  node: ClusterNode,
  status: number | undefined,
  output: string,
): ErrorReport | undefined {
  const attempted = `install OpenVidu ${cluster.releaseName}`;
  const lines = output
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  const common = { attempted, node: node.name, output: lines.slice(-LINES) };
  const chosen = node.role === "media" ? privateIpNotice(output) : undefined;
  if (chosen !== undefined && chosen !== node.privateIp) {
    return {
      ...common,
      cause: `The installer chose the private address ${chosen}, the manifest says ${node.privateIp}.`,
      suggestion: `Correct privateIp in the manifest, or the node's addresses. ${cleanUp(cluster)}`,
      code: "wrong-private-ip",
    };
  }
  if (status === 0 && installedSuccessfully(output, node.role)) return undefined;
  return { ...common, ...reason(cluster, status) };
}

function reason(
  cluster: Cluster,
  status: number | undefined,
): Pick<ErrorReport, "cause" | "suggestion" | "code"> {
  const base = cluster.installer.baseUrl;
  switch (status) {
    case DOWNLOAD_FAILED:
      return {
        cause: `The node could not download the installation script from ${base}.`,
        suggestion:
          "Check that the node reaches it (curl there), or name a mirror as installer.baseUrl. Then deploy again.",
        code: "download-failed",
      };
    case DOWNLOAD_EMPTY:
      return {
        cause: `The installation script from ${base} is empty.`,
        suggestion: "Check the release's name and the mirror or proxy in between. Then deploy again.",
        code: "download-empty",
      };
    case CHECKSUM_DIFFERS:
      return {
        cause: `The installation script from ${base} is not the one that installer.sha256 names.`,
        suggestion:
          "Compare the script with the one that you have reviewed, then correct installer.sha256 or the mirror.",
        code: "checksum-differs",
      };
    default:
      return {
        cause: `${ended(status)} The success message of the installer is missing.`,
        suggestion: `Remove the cause that the last lines name. ${cleanUp(cluster)}`,
        code: "install-failed",
      };
  }
}

function ended(status: number | undefined): string {
  return status === undefined
    ? "The installer was cut off."
    : `The installer ended with exit status ${String(status)}.`;
}
