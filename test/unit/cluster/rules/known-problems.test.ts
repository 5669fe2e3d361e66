import { describe, expect, it } from "vitest";
import { knownVersions } from "../../../../cluster/release/catalogue";
import {
  AT_BETA1,
  applyFix,
  findingsOf,
  manifest,
  production,
  replace,
  told,
} from "../../../fixtures/manifest-builder";

function at(release: string): string {
  return replace(production, ...AT_BETA1, ["release: 3.0.0-beta1", `release: ${release}`]);
}

function problemsAt(release: string): string[] {
  return told(at(release), "known-problems").map((line) => line.replace(/^(\w+) \[(.*?)\] /, "$1: "));
}

/** Typed from the reference of OpenVidu's documents, sections 1.2, 6 and 8: what a new installation meets. */
const TABLE: readonly (readonly [release: string, warnings: string[], information: string[]])[] = [
  [
    "3.0.0-beta1",
    ["may no longer be there", "gone from Docker Hub"],
    ["own public address", "does not check the versions"],
  ],
  ["3.0.0", ["gone from Docker Hub"], ["own public address", "does not check the versions"]],
  ["3.1.0", ["gone from Docker Hub"], ["own public address", "does not check the versions"]],
  ["3.2.0", ["gone from Docker Hub"], ["own public address", "restarts Docker"]],
  ["3.3.0", ["gone from Docker Hub"], ["own public address", "restarts Docker"]],
  ["3.4.0", [], ["own public address", "restarts Docker"]],
  ["3.4.1", [], ["own public address", "restarts Docker"]],
  ["3.5.0", [], ["own public address"]],
  ["3.6.0", [], []],
  ["3.6.1", [], []],
  ["3.7.0", [], []],
  ["3.8.0", [], []],
  ["3.9.0", [], []],
];

describe("what is known to go wrong with a new installation", () => {
  it("is typed for every release", () => {
    expect(TABLE.map(([release]) => release)).toEqual(knownVersions);
  });

  it.each(TABLE)(
    "at %s is told once each, as a warning where the installation fails",
    (release, warnings, rest) => {
      const lines = problemsAt(release);
      const words = [
        ...warnings.map((text) => ["warning", text] as const),
        ...rest.map((text) => ["information", text] as const),
      ];
      expect(lines).toHaveLength(words.length);
      for (const [severity, text] of words) {
        expect(
          lines.filter(
            (line) => line.startsWith(`${severity}: Known problem of ${release}: `) && line.includes(text),
          ),
        ).toHaveLength(1);
      }
    },
  );

  it("stands at the release, with what to do", () => {
    expect(told(at("3.2.0"), "known-problems")[0]).toBe(
      "warning [3.2.0] Known problem of 3.2.0: The images bitnami/minio and bitnami/grafana-mimir that the installer names are gone from Docker Hub since late 2025, so a new node cannot be installed as it is. Install 3.4.0 or later, or name images that are there in installer.environment (MINIO_SERVER_IMAGE, MIMIR_IMAGE).",
    );
  });

  it("that make it fail lead to the first release that can be installed", () => {
    for (const release of ["3.0.0-beta1", "3.1.0", "3.3.0"]) {
      const text = at(release);
      const fixes = findingsOf(text, "known-problems").map((found) =>
        found.fixes.map((fix) => applyFix(text, fix)),
      );
      const warnings = problemsAt(release).filter((line) => line.startsWith("warning"));
      expect(fixes.flat()).toEqual(warnings.map(() => at("3.4.0")));
    }
  });

  it("says what about it is not confirmed", () => {
    expect(problemsAt("3.0.0-beta1")[0]).toContain(
      "(Unverified: Whether the beta can still be downloaded is not confirmed.)",
    );
  });

  it("is quiet about images that the manifest names, all of them", () => {
    const naming = (variables: string): string[] =>
      told(
        replace(at("3.2.0"), ["ssh:\n  user", `installer:\n  environment: { ${variables} }\nssh:\n  user`]),
        "known-problems",
      ).filter((line) => line.includes("bitnami"));
    expect(naming("MINIO_SERVER_IMAGE: a/minio:1, MIMIR_IMAGE: a/mimir:1")).toEqual([]);
    expect(naming("MINIO_SERVER_IMAGE: a/minio:1")).toHaveLength(1);
    expect(naming("REDIS_SERVER_IMAGE: a/redis:1")).toHaveLength(1);
  });

  it("tells that mediasoup is experimental where it is chosen", () => {
    const mediasoup = (release: string): string[] =>
      told(replace(at(release), ["rtcEngine: pion", "rtcEngine: mediasoup"]), "known-problems").filter(
        (line) => line.includes("experimental"),
      );
    expect(mediasoup("3.0.0")).toHaveLength(1);
    expect(mediasoup("3.1.0")).toEqual([]);
  });

  it.each(["latest", "4.0.0", "3.7.5", "nothing"])("is nothing at %s", (release) => {
    expect(told(manifest(["release: 3.8.0", `release: ${release}`]), "known-problems")).toEqual([]);
  });
});
