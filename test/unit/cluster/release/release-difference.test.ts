import { describe, expect, it } from "vitest";
import type { ReleaseFacts } from "../../../../cluster/cluster";
import { knownVersions, releases } from "../../../../cluster/release/catalogue";
import { releaseDifference, type ReleaseDifference } from "../../../../cluster/release/release-difference";

function at(version: string): ReleaseFacts {
  const found = releases.find((release) => release.version === version);
  if (found === undefined) throw new Error(`The catalogue has no ${version}.`);
  return found;
}

function ports(from: string, to: string): string[] {
  return releaseDifference(at(from), at(to), knownVersions)
    .filter(({ part }) => part === "Ports")
    .map(lineOf);
}

function lineOf({ kind, fact, from }: ReleaseDifference): string {
  return kind === "changed" ? `${from ?? ""} -> ${fact}` : `${kind} ${fact}`;
}

describe("the difference between two releases", () => {
  const MEET = "from masters and media nodes with module openviduMeet (optional)";

  it("tells a port that moved as one change, and another service on the former port as new", () => {
    const lines = ports("3.5.0", "3.8.0");
    expect(lines).toContain(`master TCP 6080 ${MEET} -> master TCP 9080 ${MEET}`);
    expect(lines).toContain(
      "added master TCP 6080 from masters and media nodes with an application of one's own (optional)",
    );
    expect(lines.filter((line) => line.includes("6080") && line.includes("master TCP"))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith("removed"))).toEqual([]);
  });

  it("reads the same backwards", () => {
    const lines = ports("3.8.0", "3.5.0");
    expect(lines).toContain(`master TCP 9080 ${MEET} -> master TCP 6080 ${MEET}`);
    expect(lines).toContain(
      "removed master TCP 6080 from masters and media nodes with an application of one's own (optional)",
    );
  });

  it("tells that the Dashboard's port moved", () => {
    expect(ports("3.0.0-beta1", "3.0.0")).toEqual([
      "master TCP 8080 from masters -> master TCP 5000 from masters",
    ]);
  });

  it("keeps a port of the same service together where only its words change", () => {
    expect(ports("3.8.0", "3.9.0")).toEqual([
      "media TCP 7881 from everywhere with ingress webrtcOverTcp and engine pion -> media TCP 7881 from everywhere with ingress webrtcOverTcp and engine pion (optional)",
      "media TCP 50000-60000 from everywhere with ingress webrtcOverTcp and engine mediasoup -> media TCP 50000-60000 from everywhere with ingress webrtcOverTcp and engine mediasoup (optional)",
    ]);
  });

  it("is nothing between a release and itself", () => {
    for (const release of releases) expect(releaseDifference(release, release, knownVersions)).toEqual([]);
  });
});
