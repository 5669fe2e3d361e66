import { describe, expect, it } from "vitest";
import type { ClusterNode, NodeRole } from "../../../../cluster/cluster";
import { installError } from "../../../../operations/node/install-result";
import { productionCluster } from "../builders";

const cluster = productionCluster();
const BANNER = {
  master: "OpenVidu HA 'Master Node' Installation Finished Successfully!",
  media: "OpenVidu HA 'Media Node' Installation Finished Successfully!",
};

function node(role: NodeRole): ClusterNode {
  const found = cluster.nodes.find((candidate) => candidate.role === role);
  if (found === undefined) throw new Error(`The example has no ${role} node.`);
  return found;
}

function notice(address: string): string {
  return [
    "ATTENTION!!! This is the private IP of this 'Media Node'. Make sure this IP is reachable from all the 'Master Node'",
    address,
    "If this is not your private IP, reinstall the 'Media Node' with the correct '--private-ip' parameter",
  ].join("\n");
}

function codeOf(role: NodeRole, status: number | undefined, output: string): string | undefined {
  return installError(cluster, node(role), status, output)?.code;
}

describe("an installation that has ended", () => {
  it("went well with its banner and exit status 0", () => {
    expect(codeOf("master", 0, `a\n> ${BANNER.master} <\n`)).toBeUndefined();
    expect(codeOf("media", 0, `${BANNER.media}\n${notice("10.5.0.5")}`)).toBeUndefined();
  });

  it.each<[string, NodeRole, number | undefined, string, string]>([
    ["without the banner", "master", 0, "all fine", "install-failed"],
    ["with the other role's banner", "master", 0, BANNER.media, "install-failed"],
    ["with a failing exit status", "master", 1, BANNER.master, "install-failed"],
    ["cut off", "master", undefined, "half", "install-failed"],
    [
      "with another private address",
      "media",
      0,
      `${BANNER.media}\n${notice("172.17.0.1")}`,
      "wrong-private-ip",
    ],
    ["without a download", "media", 90, "", "download-failed"],
    ["with an empty download", "media", 91, "", "download-empty"],
    ["with another script than agreed", "media", 92, "", "checksum-differs"],
  ])("%s failed", (_, role, status, output, code) => {
    expect(codeOf(role, status, output)).toBe(code);
  });

  it("is told with its last lines and the way to clean up", () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${String(index)}`);
    const error = installError(cluster, node("master"), 1, `${lines.join("\n")}\n\n`);
    expect(error?.output).toEqual(lines.slice(-20));
    expect(error?.cause).toBe(
      "The installer ended with exit status 1. The success message of the installer is missing.",
    );
    expect(error?.suggestion).toContain("rm -rf /opt/openvidu/");
  });
});
