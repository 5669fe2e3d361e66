import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import type { NodeFacts } from "../../../../operations/node/node-facts";
import { compareManifest } from "../../../../operations/phases/compare-manifest";
import { runPhases } from "../../../../operations/phases/run-phases";
import { clusterOf, manifest } from "../../../fixtures/manifest-builder";
import { collect, deploymentOf, facts, installedFacts } from "../builders";

const MODULES = "ENABLED_MODULES";

/** What the phase says of a cluster whose nodes are all installed with these parameters, but for those that are given. */
async function compared(
  cluster: Cluster,
  parameters: Readonly<Record<string, string>>,
  others: Readonly<Record<string, NodeFacts>> = {},
) {
  const installed = installedFacts({ parameters: new Map(Object.entries(parameters)) });
  const found = new Map(cluster.nodes.map(({ name }) => [name, others[name] ?? installed]));
  const { emit, events } = collect();
  const { outcome, errors } = await runPhases([compareManifest], deploymentOf(cluster, found), {
    emit,
    signal: new AbortController().signal,
    now: () => 0,
  });
  const warnings = events.flatMap((event) => (event.type === "note" ? [event.message] : []));
  const message = events.flatMap((event) => (event.type === "phase-ended" ? [event.message] : []))[0];
  return { outcome, warnings, message, causes: errors.map(({ cause }) => cause), errors };
}

describe("the manifest beside installed nodes", () => {
  it("stops at a module that they do not have, with what would never come up and what to do", async () => {
    const { outcome, causes, errors, warnings } = await compared(clusterOf(manifest()), {
      [MODULES]: "observability,v2compatibility",
    });
    expect(outcome).toBe("failed");
    expect(warnings).toEqual([]);
    expect(causes).toEqual([
      "The manifest says modules 'observability,openviduMeet,v2compatibility', master-1, master-2, master-3, master-4 have 'observability,v2compatibility'. With that, the nodes never have openvidu-meet, 9080/tcp.",
    ]);
    expect(errors[0]?.suggestion).toContain(
      "write the nodes' value into the manifest, or change ENABLED_MODULES in /opt/openvidu/config/cluster/openvidu.env yourself",
    );
  });

  it("stops at a module that one of them lacks", async () => {
    const parameters = new Map([[MODULES, "openviduMeet,v2compatibility"]]);
    const { causes } = await compared(
      clusterOf(manifest()),
      { [MODULES]: "observability,openviduMeet,v2compatibility" },
      { "master-3": installedFacts({ parameters }) },
    );
    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatch(
      /, master-3 has 'openviduMeet,v2compatibility'\. .* grafana, loki, mimir, alloy,/,
    );
  });

  it("stops at another engine, whose port nothing would listen on", async () => {
    const { causes } = await compared(clusterOf(manifest()), { OPENVIDU_RTC_ENGINE: "mediasoup" });
    expect(causes[0]).toMatch(/With that, the nodes never have 7881\/tcp\.$/);
  });

  it("only warns of a module that they have and the manifest has not", async () => {
    const cluster = clusterOf(manifest([", openviduMeet", ""]));
    const { outcome, warnings } = await compared(cluster, {
      [MODULES]: "observability,openviduMeet,v2compatibility",
    });
    expect(outcome).toBe("unchanged");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(
      "have 'observability,openviduMeet,v2compatibility'. Deploy does not change",
    );
  });

  it("stops at another domain only where a node would be installed with it", async () => {
    const cluster = clusterOf(manifest());
    const parameters = { DOMAIN_NAME: "old.example.io" };
    expect((await compared(cluster, parameters)).warnings).toHaveLength(1);
    // Since 3.0.0 the installer of a media node is not told the domain.
    expect((await compared(cluster, parameters, { "media-1": facts() })).warnings).toHaveLength(1);
    const { causes } = await compared(cluster, parameters, { "master-4": facts() });
    expect(causes).toEqual([
      "The manifest says domain 'openvidu.example.io', master-1, master-2, master-3 have 'old.example.io'. master-4 would be installed with what the manifest says, unlike the others.",
    ]);
  });

  it("says that no file tells where a certificate comes from, but for an own one", async () => {
    const { outcome, warnings, message } = await compared(clusterOf(manifest()), {});
    expect([outcome, warnings]).toEqual(["unchanged", []]);
    expect(message).toBe(
      "Nothing that is installed is known to differ; where its certificate comes from, no documented file tells.",
    );
  });
});
