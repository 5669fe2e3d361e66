import { describe, expect, it } from "vitest";
import { boundPorts } from "../../../../cluster/ports/bound-ports";
import { formatPorts } from "../../../../cluster/ports/port-range";
import { clusterOf, documentManifest, manifest, production } from "../../../fixtures/manifest-builder";

const bound = (text: string, role: "master" | "media"): string[] =>
  boundPorts(clusterOf(text), role).map(formatPorts);

describe("the ports that OpenVidu binds", () => {
  it("hold what only the machine itself needs, besides the firewall's rows", () => {
    expect(bound(production, "media")).toEqual([
      ...[
        "443/udp",
        "7881/tcp",
        "7885/udp",
        "50000-60000/udp",
        "1935/tcp",
        "5349/tcp",
        "7880/tcp",
        "8080/tcp",
      ],
      ...["6789/tcp", "4443/tcp", "9080/tcp", "9092/tcp"],
    ]);
    expect(bound(documentManifest(), "master")).toContain("7880/tcp");
  });

  it("on masters are those of the release", () => {
    const at38 = bound(production, "master");
    expect(at38).toEqual(expect.arrayContaining(["5000/tcp", "9080/tcp", "7880/tcp"]));
    // Bound whatever the manifest's `ingress` says: that only decides the firewall.
    expect(at38).toContain("9000/tcp");
    expect(at38).not.toContain("8080/tcp");
    expect(bound(documentManifest(), "master")).toEqual(expect.arrayContaining(["8080/tcp", "6080/tcp"]));
  });

  it("mark those that no idle node listens on", () => {
    const onDemand = boundPorts(
      clusterOf(manifest(["rtcEngine: pion", "rtcEngine: mediasoup"])),
      "media",
    ).filter((port) => port.onDemand);
    expect(onDemand.map(formatPorts)).toEqual(["50000-60000/udp", "50000-60000/tcp"]);
  });
});
