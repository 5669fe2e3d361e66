import { describe, expect, it } from "vitest";
import { releases } from "../../../../cluster/release/catalogue";
import { releaseSpans } from "../../../../cluster/release/release-spans";
import { firewallRows } from "../../../../cluster/firewall/firewall-rows";
import { roleArguments } from "../../../../cluster/installer/installer-arguments";
import type { ReleaseFacts } from "../../../../cluster/cluster";
import { clusterOf, manifest } from "../../../fixtures/manifest-builder";

const ALL = releases.map(({ version }) => version);

/** The releases that hold something, as spans. Typed from the reference, section 8. */
function where(holds: (release: ReleaseFacts) => boolean): string {
  return releaseSpans(
    releases.filter(holds).map(({ version }) => version),
    ALL,
  ).join(", ");
}

function tcpRow({ ports }: ReleaseFacts, numbers: string): ReleaseFacts["ports"][number] | undefined {
  return ports.find((fact) => fact.role === "media" && fact.protocol === "tcp" && fact.ports === numbers);
}

function isOptional(numbers: string): (release: ReleaseFacts) => boolean {
  return (release) => tcpRow(release, numbers)?.optional === true;
}

describe("what changed at which release", () => {
  it.each<[what: string, spans: string, holds: (release: ReleaseFacts) => boolean]>([
    [
      "the engine unless chosen is mediasoup",
      "3.9.0",
      ({ rtcEngines }) => rtcEngines.default === "mediasoup",
    ],
    ["ARM", "3.5.0 to 3.9.0", ({ architectures }) => architectures.some(({ name }) => name === "aarch64")],
    [
      "the domain's key is DOMAIN_OR_PUBLIC_IP in .env",
      "3.0.0-beta1",
      ({ parameters }) =>
        parameters.some(({ key, file }) => key === "DOMAIN_OR_PUBLIC_IP" && file === "/opt/openvidu/.env"),
    ],
    [
      "the domain's key is DOMAIN_NAME in openvidu.env",
      "3.0.0 to 3.9.0",
      ({ parameters }) =>
        parameters.some(
          ({ key, file }) => key === "DOMAIN_NAME" && file === "/opt/openvidu/config/cluster/openvidu.env",
        ),
    ],
    ["WebRTC over TCP with Pion called optional", "3.0.0-beta1 to 3.3.0, 3.9.0", isOptional("7881")],
    [
      "WebRTC over TCP with mediasoup",
      "3.4.0 to 3.9.0",
      (release) => tcpRow(release, "50000-60000") !== undefined,
    ],
    ["WebRTC over TCP with mediasoup called optional", "3.9.0", isOptional("50000-60000")],
    ["a replicated configuration", "3.0.0 to 3.9.0", ({ configuration }) => configuration.replicated],
    ["agents that are drained", "3.3.0 to 3.9.0", ({ drain }) => drain.label === "openvidu-agent=true"],
    ["an updater", "3.1.0 to 3.9.0", ({ upgrade }) => upgrade.script !== null],
    ["an updater that chains", "3.7.0 to 3.9.0", ({ upgrade }) => upgrade.chained],
    [
      "a stop at 3.5.0 on the way",
      "3.6.0 to 3.9.0",
      ({ upgrade }) => upgrade.stops.some(({ at, from }) => at === "3.5.0" && from.join() === "3.4.0,3.4.1"),
    ],
    [
      "Meet at /meet",
      "3.6.0 to 3.9.0",
      ({ urls }) => urls.some(({ url }) => url === "https://{domain}/meet"),
    ],
    ...(
      [
        ["bitnami images", "3.0.0-beta1 to 3.3.0"],
        ["restart of masters", "3.0.0-beta1 to 3.8.0"],
        ["loss of redis", "3.0.0-beta1 to 3.4.1"],
        ["livekit api", "3.0.0-beta1 to 3.4.0"],
        ["docker restart", "3.2.0 to 3.4.1"],
        ["hairpin", "3.0.0-beta1 to 3.5.0"],
        ["unchecked docker", "3.0.0-beta1 to 3.1.0"],
        ["mediasoup", "3.0.0-beta1, 3.0.0"],
        ["zerossl", "3.0.0-beta1 to 3.9.0"],
      ] as const
    ).map(([problem, spans]): [string, string, (release: ReleaseFacts) => boolean] => [
      `the known problem '${problem}'`,
      spans,
      ({ knownProblems }) => knownProblems.some(({ name }) => name === problem),
    ]),
  ])("%s: %s", (_what, spans, holds) => {
    expect(where(holds)).toBe(spans);
  });

  it("the updater goes from release to release, and from none of the betas", () => {
    expect(releases.map(({ version, upgrade }) => `${version}: ${upgrade.from.join(" ")}`)).toEqual([
      "3.0.0-beta1: ",
      "3.0.0: ",
      "3.1.0: 3.0.0",
      "3.2.0: 3.1.0",
      "3.3.0: 3.2.0",
      "3.4.0: 3.3.0",
      "3.4.1: 3.4.0",
      "3.5.0: 3.4.1",
      "3.6.0: 3.5.0",
      "3.6.1: 3.6.0",
      "3.7.0: 3.0.0 3.1.0 3.2.0 3.3.0 3.4.0 3.4.1 3.5.0 3.6.0 3.6.1",
      "3.8.0: 3.0.0 3.1.0 3.2.0 3.3.0 3.4.0 3.4.1 3.5.0 3.6.0 3.6.1 3.7.0",
      "3.9.0: 3.8.0",
    ]);
  });

  it("has a read table of ports at every release", () => {
    const doubtful = releases.filter(({ ports }) =>
      ports.some(({ ports: number, unverified }) => number === "20000" && unverified !== undefined),
    );
    expect(doubtful.map(({ version }) => version)).toEqual([]);
  });
});

describe("what no manifest key stands for", () => {
  it("is never passed on", () => {
    for (const release of releases) {
      const cluster = { ...clusterOf(manifest()), release };
      const extra = release.arguments.filter(({ value }) => value.extra === true).map(({ name }) => name);
      for (const role of ["master", "media"] as const) {
        for (const { name } of roleArguments(cluster, role)) expect(extra).not.toContain(name);
      }
    }
  });

  it("opens no port: an application of one's own", () => {
    const { features } = clusterOf(manifest());
    for (const release of releases.filter(({ version }) => ["3.6.1", "3.8.0", "3.9.0"].includes(version))) {
      expect(firewallRows(release, "master", features).map(({ ports }) => ports)).not.toContain("6080");
    }
  });
});
