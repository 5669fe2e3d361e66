import { describe, expect, it } from "vitest";
import { knownVersions } from "../../../../cluster/release/catalogue";
import { applyFix, findingsOf, manifest, told } from "../../../fixtures/manifest-builder";

const at = (version: string, ...more: [string, string][]): string =>
  manifest(["release: 3.8.0", `release: ${version}`], ...more);

describe("a release whose images are gone", () => {
  it("is every one before 3.4.0, and none from there on", () => {
    const gone = knownVersions.filter((version) => told(at(version), "installable-release").length > 0);
    expect(gone).toEqual(["3.0.0-beta1", "3.0.0", "3.1.0", "3.2.0", "3.3.0"]);
  });

  it("is told at the release, with the first one that has its images as the fix", () => {
    const text = at("3.1.0");
    const [found] = findingsOf(text, "installable-release");
    expect(told(text, "installable-release")).toEqual([
      "warning [3.1.0] The images bitnami/minio and bitnami/grafana-mimir that the installer names are gone from Docker Hub since late 2025, so a new node cannot be installed as it is. Install 3.4.0 or later.",
    ]);
    expect(found?.fixes.map((fix) => applyFix(text, fix))).toEqual([at("3.4.0")]);
  });

  it("is not told to who names other images", () => {
    const images =
      "installer: { environment: { MINIO_SERVER_IMAGE: a/minio, MIMIR_IMAGE: a/mimir } }\nssh:\n";
    expect(told(at("3.3.0", ["ssh:\n", images]), "installable-release")).toEqual([]);
    expect(told(at("3.1.0", ["ssh:\n", images]), "installable-release")).toHaveLength(1);
  });
});

describe("what later releases dropped", () => {
  it("is tagged as such, with the release that dropped it", () => {
    const text = at("3.3.0", ["openviduMeet", "app"], ["rtcEngine: pion", "turnDomain: turn.example.io"]);
    expect(told(text, "dropped-later")).toEqual([
      "hint [turnDomain] From 3.6.0 on no release takes 'turnDomain'.",
      "hint [app] From 3.4.0 on no release takes the module 'app'.",
    ]);
    expect(findingsOf(text, "dropped-later").map(({ tags }) => tags)).toEqual([
      ["deprecated"],
      ["deprecated"],
    ]);
  });

  it("is nothing that the newest release takes", () => {
    expect(told(at("3.4.0"), "dropped-later")).toEqual([]);
  });
});
