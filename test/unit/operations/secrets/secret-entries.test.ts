import { describe, expect, it } from "vitest";
import { actionsOf } from "../../../../client/secrets/secret-actions";
import { secretEntries } from "../../../../operations/secrets/secret-entries";
import { clusterOf, manifest } from "../../../fixtures/manifest-builder";
import { fakeRuntime, memoryStore } from "../builders";

async function entries(text: string, kept: Readonly<Record<string, string>> = {}, environment = {}) {
  const world = {
    runtime: fakeRuntime({}, environment),
    secrets: memoryStore(kept),
    directory: "/work",
  };
  const found = await secretEntries(clusterOf(text), world);
  return new Map(found.map((entry) => [entry.name, entry]));
}

describe("the list of a cluster's secrets", () => {
  it("tells of each where it comes from, and never a value", async () => {
    const text = manifest([
      "ssh:\n  user: ubuntu",
      [
        "credentials:",
        "  mongoAdminPassword: ${env:MONGO}",
        "  grafanaAdminPassword: ${env:NOT_SET}",
        "  mongoReplicaSetKey: ${file:keys/mongo}",
        "  livekitApiSecret: in-the-manifest",
        "  livekitApiKey: ${secret:livekit}",
        "ssh:",
        "  user: ubuntu",
        "  sudoPassword: ${secret:sudo}",
      ].join("\n"),
    ]);
    const kept = { license: "v-license", old: "v-old", "credentials.redisPassword": "v-redis" };
    const found = await entries(text, kept, { MONGO: "v-mongo" });
    const told = (name: string): string =>
      `${found.get(name)?.state ?? "-"}: ${found.get(name)?.place ?? "-"}`;
    expect(told("license")).toBe("kept: memory");
    expect(told("credentials.redisPassword")).toBe("kept: memory");
    expect(told("credentials.dashboardAdminPassword")).toBe("to-be-made: made at the first deployment");
    expect(told("credentials.minioAccessKey")).toBe("usual: OpenVidu's usual value");
    expect(told("credentials.mongoAdminPassword")).toBe("elsewhere: the environment variable MONGO");
    expect(told("credentials.grafanaAdminPassword")).toBe(
      "missing: the environment variable NOT_SET, which is not set",
    );
    expect(told("credentials.mongoReplicaSetKey")).toBe("elsewhere: the file keys/mongo");
    expect(told("credentials.livekitApiSecret")).toBe("elsewhere: the manifest itself");
    expect(told("livekit")).toBe("missing: not set");
    expect(told("sudo")).toBe("missing: not set");
    expect(told("old")).toBe("unused: memory");
    expect(found.has("credentials.dashboardAdminUser")).toBe(false);
    expect(JSON.stringify([...found])).not.toMatch(/v-|in-the-manifest/);
  });

  it("offers what can be done with each", async () => {
    const found = await entries(manifest(), { license: "x", old: "x", "credentials.redisPassword": "x" });
    const actions = (name: string): string => {
      const entry = found.get(name);
      return entry === undefined ? "-" : actionsOf(entry).join(" ");
    };
    expect(actions("license")).toBe("copy set remove");
    expect(actions("credentials.redisPassword")).toBe("copy set regenerate remove");
    expect(actions("credentials.mongoAdminPassword")).toBe("set regenerate");
    expect(actions("credentials.minioAccessKey")).toBe("set");
    expect(actions("old")).toBe("copy remove");
  });
});
