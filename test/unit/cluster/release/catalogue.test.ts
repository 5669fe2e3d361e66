import { describe, expect, it } from "vitest";
import { chooseRelease, releaseInForce, releases } from "../../../../cluster/release/catalogue";
import { clusterUrls } from "../../../../cluster/release/cluster-urls";
import { expectedContainers } from "../../../../cluster/release/expected-containers";
import { featuresOf } from "../../../../cluster/release/features";
import { compareVersions } from "../../../../cluster/release/release-version";
import { clusterOf, documentManifest, manifest, production } from "../../../fixtures/manifest-builder";

describe("versions", () => {
  it("are ordered, betas before their release, numbers as numbers", () => {
    const ordered = [
      "2.30.0",
      "3.0.0-beta1",
      "3.0.0-beta2",
      "3.0.0-beta10",
      "3.0.0",
      "3.0.1",
      "3.2.0",
      "3.10.0",
      "4.0.0-beta1",
    ];
    for (const [index, one] of ordered.entries()) {
      for (const [place, other] of ordered.entries())
        expect(Math.sign(compareVersions(one, other) ?? NaN)).toBe(Math.sign(index - place));
    }
  });

  it.each(["latest", "3.8", "v3.8.0", "3.8.0-rc1", "3.8.0.0", "", " 3.8.0", "3.8.0-beta"])(
    "'%s' is none",
    (version) => {
      expect(compareVersions(version, "3.8.0")).toBeUndefined();
      expect(compareVersions("3.8.0", version)).toBeUndefined();
    },
  );
});

describe("the catalogue", () => {
  it("is ordered, and every fact's source is one of its release's", () => {
    expect(releases.map(({ version }) => version)).toEqual([
      ...["3.0.0-beta1", "3.0.0", "3.1.0", "3.2.0", "3.3.0", "3.4.0", "3.4.1"],
      ...["3.5.0", "3.6.0", "3.6.1", "3.7.0", "3.8.0", "3.9.0"],
    ]);
    for (const release of releases) {
      const facts = [
        ...release.ports,
        ...release.arguments,
        ...release.containers,
        ...release.modules,
        ...release.urls,
      ];
      for (const { source } of facts) {
        for (const key of source.split(", ")) expect(Object.keys(release.sources)).toContain(key);
      }
    }
  });

  it("has every condition's module, and every argument of the manifest's key, at its release", () => {
    for (const release of releases) {
      const modules = release.modules.map(({ name }) => name);
      for (const { when } of [...release.ports, ...release.arguments, ...release.containers, ...release.urls])
        expect([undefined, ...modules]).toContain(when?.module);
    }
  });

  it.each([
    ["3.8.0", "known", "3.8.0"],
    ["3.0.0-beta1", "known", "3.0.0-beta1"],
    ["latest", "latest", "3.9.0"],
    ["3.9.1", "newer", "3.9.0"],
    ["3.8.1", "unknown", undefined],
    ["3.10.0", "newer", "3.9.0"],
    ["3.7.0", "known", "3.7.0"],
    ["3.7.1", "unknown", undefined],
    ["3.8.0-beta1", "unknown", undefined],
    ["LATEST", "unknown", undefined],
    ["", "unknown", undefined],
  ])("takes '%s' for %s", (name, kind, version) => {
    expect(chooseRelease(name).kind).toBe(kind);
    expect(releaseInForce(name)?.version).toBe(version);
  });

  it("without a release knows none", () => {
    expect(chooseRelease("latest", []).kind).toBe("unknown");
  });
});

describe("features", () => {
  it("have the documented defaults", () => {
    const features = featuresOf({}, releaseInForce("3.8.0"));
    expect(features).toEqual({
      modules: [],
      ingress: { rtmp: true, whip: true, webrtcOverTcp: true, publicMinio: false },
      loadBalancing: "dns",
      rtcEngine: "pion",
      turnDomain: false,
      turnCertificate: false,
    });
  });

  it("know a TURN certificate by both of its files", () => {
    expect(
      featuresOf({ certificate: { type: "owncert", turnPublicKey: "a" } }, undefined).turnCertificate,
    ).toBe(false);
    expect(
      featuresOf({ certificate: { type: "owncert", turnPublicKey: "a", turnPrivateKey: "b" } }, undefined),
    ).toMatchObject({ turnCertificate: true, certificateType: "owncert" });
  });
});

describe("the containers", () => {
  const CORE = ["caddy", "dashboard", "minio", "mongo", "operator", "redis-sentinel", "redis-server"];

  it.each([
    [
      production,
      "master",
      [...CORE, "grafana", "loki", "mimir", "alloy", "openvidu-v2compatibility", "openvidu-meet"],
    ],
    [production, "media", ["caddy", "egress", "ingress", "openvidu", "prometheus", "alloy"]],
    [
      documentManifest(),
      "master",
      [...CORE, "grafana", "loki", "mimir", "promtail", "openvidu-v2compatibility", "app"],
    ],
    [documentManifest(), "media", ["caddy", "egress", "ingress", "openvidu", "prometheus", "promtail"]],
  ] as const)("are the documented ones of the release and role (%#)", (text, role, names) => {
    expect(expectedContainers(clusterOf(text), role).sort()).toEqual([...names].sort());
  });

  it("are the core ones alone without modules", () => {
    const bare = clusterOf(
      manifest(["modules: [observability, openviduMeet, v2compatibility]", "modules: []"]),
    );
    expect(expectedContainers(bare, "master")).toEqual(CORE);
    expect(expectedContainers(bare, "media")).toEqual(["caddy", "egress", "ingress", "openvidu"]);
  });
});

describe("the addresses for users", () => {
  it("are the document's, of what is switched on", () => {
    expect(clusterUrls(clusterOf(documentManifest())).map(({ name, url }) => `${name} ${url}`)).toEqual([
      "OpenVidu Call https://openvidu.example.io/",
      "OpenVidu Dashboard https://openvidu.example.io/dashboard",
      "MinIO https://openvidu.example.io/minio-console",
      "Grafana https://openvidu.example.io/grafana",
      "OpenVidu Server PRO https://openvidu.example.io/",
      "LiveKit API https://openvidu.example.io/",
      "LiveKit API (WebSocket) wss://openvidu.example.io/",
    ]);
    const bare = clusterOf(
      manifest(["modules: [observability, openviduMeet, v2compatibility]", "modules: []"]),
    );
    expect(clusterUrls(bare).map(({ name }) => name)).not.toContain("Grafana");
  });
});
