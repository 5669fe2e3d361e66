import { describe, expect, it } from "vitest";
import { FORMATS, exportFirewall, type FormatName, type Scope } from "../../../../cluster/firewall/formats";
import { parseUserSshConfig } from "../../../../operations/ssh/user-ssh-config";
import { withSshPorts } from "../../../../operations/ssh/with-ssh-ports";
import { clusterOf, manifest } from "../../../fixtures/manifest-builder";

const config = parseUserSshConfig(
  ["Host ma", "  HostName 192.0.2.9", "  Port 2200", "Host 203.0.113.12", "  Port 2201"].join("\n"),
);
const written = clusterOf(
  manifest(["publicIp: 203.0.113.11", "publicIp: 203.0.113.11\n    ssh:\n      host: ma"]),
);

describe("the ssh ports of a cluster", () => {
  it("are the manifest's, else those of the user's ssh configuration, else 22", () => {
    const given = clusterOf(
      manifest([
        "publicIp: 203.0.113.11",
        "publicIp: 203.0.113.11\n    ssh:\n      host: ma\n      port: 2222",
      ]),
    );
    const ports = withSshPorts(given, config).nodes.map(({ ssh }) => ssh.port);
    expect(ports.slice(0, 3)).toEqual([2222, 2201, 22]);
    expect(withSshPorts(written, config).masters.map(({ ssh }) => ssh.port)).toEqual([2200, 2201, 22, 22]);
  });

  const cluster = withSshPorts(written, config);
  const [master] = cluster.nodes;
  if (master === undefined) throw new Error("The manifest has no node.");
  const names = Object.keys(FORMATS) as FormatName[];
  const scopes: readonly Scope[] = [
    { kind: "cluster" },
    { kind: "role", role: "master" },
    { kind: "node", node: master },
  ];
  it.each(
    names.flatMap((name) =>
      scopes
        .filter(({ kind }) => kind !== "cluster" || !FORMATS[name].forOneMachine)
        .map((scope) => [name, scope.kind, scope] as const),
    ),
  )("are let in by %s for a %s", (name, _kind, scope) => {
    expect(exportFirewall(cluster, name, scope)).toContain("2200");
  });
});
