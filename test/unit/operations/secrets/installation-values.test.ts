import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { installationValues } from "../../../../operations/secrets/installation-values";
import { fakeRuntime, memoryStore, productionCluster } from "../builders";

const cluster = productionCluster();

function values(
  of: Cluster,
  store = memoryStore({ license: "the-license" }),
  installed: readonly string[] = [],
  runtime = fakeRuntime(),
) {
  return installationValues(of, installed, { runtime, secrets: store, directory: "/work" });
}

describe("the installers' values", () => {
  it("are looked up, and made where there are none", async () => {
    const found = await values(cluster);
    expect(found.errors).toEqual([]);
    expect(found.values.get("license")?.reveal()).toBe("the-license");
    expect(found.values.get("credentials.redisPassword")?.reveal()).toMatch(/^[A-Za-z0-9]{44}$/);
    expect(found.values.get("credentials.dashboardAdminUser")?.reveal()).toBe("dashboardadmin");
    expect([...found.fresh.keys()]).toContain("credentials.redisPassword");
    expect([...found.fresh.keys()]).not.toContain("license");
    expect([...found.fresh.keys()]).not.toContain("credentials.dashboardAdminUser");
    expect(found.secret.has("credentials.redisPassword")).toBe(true);
    expect(found.secret.has("credentials.dashboardAdminUser")).toBe(false);
  });

  it("are the kept ones the next time, and none is new", async () => {
    const store = memoryStore({ license: "the-license" });
    const first = await values(cluster, store);
    await store.set(first.fresh);
    const second = await values(cluster, store, ["master-1"]);
    expect(second.errors).toEqual([]);
    expect(second.fresh.size).toBe(0);
    expect(second.values.get("credentials.redisPassword")?.reveal()).toBe(
      first.values.get("credentials.redisPassword")?.reveal(),
    );
  });

  it("are not made anew for a cluster that has its own", async () => {
    const found = await values(cluster, undefined, ["master-1", "master-2"]);
    expect(new Set(found.errors.map(({ code }) => code))).toEqual(new Set(["secret-store-incomplete"]));
    expect(found.fresh.size).toBe(0);
  });

  it("come from the manifest's own references", async () => {
    const given = {
      ...cluster,
      license: { kind: "env", name: "LICENSE" } as const,
      credentials: {
        redisPassword: { kind: "literal", value: "literal-value" } as const,
        mongoAdminPassword: { kind: "file", name: "secrets/mongo" } as const,
      },
    };
    const runtime = fakeRuntime({ "/work/secrets/mongo": "from-a-file\n" }, { LICENSE: "from-env" });
    const found = await values(given, memoryStore(), [], runtime);
    expect(found.errors).toEqual([]);
    expect(
      ["license", "credentials.redisPassword", "credentials.mongoAdminPassword"].map((key) =>
        found.values.get(key)?.reveal(),
      ),
    ).toEqual([...["from-env", "literal-value", "from-a-file"]]);
    expect(found.fresh.has("credentials.redisPassword")).toBe(false);
  });

  it("that are missing are all told, and nothing new is kept", async () => {
    const given = { ...cluster, credentials: { redisPassword: { kind: "env", name: "NOT_SET" } as const } };
    const found = await values(given, memoryStore());
    expect(found.errors.map(({ attempted, code }) => `${code} ${attempted}`)).toEqual([
      "secret-missing find license",
      "secret-missing find credentials.redisPassword",
    ]);
    expect(found.fresh.size).toBe(0);
  });

  it("that the official scripts would break are refused without being shown", async () => {
    const given = { ...cluster, license: { kind: "literal", value: "two words" } as const };
    const found = await values(given);
    expect(found.errors.map(({ code }) => code)).toEqual(["secret-breaking"]);
    expect(JSON.stringify(found.errors)).not.toContain("two words");
  });

  it("are the base64 of a certificate's files", async () => {
    const given: Cluster = {
      ...cluster,
      features: { ...cluster.features, certificateType: "owncert" },
      certificate: { type: "owncert", privateKey: "certs/key.pem", publicKey: "~/chain.pem" },
    };
    const runtime = fakeRuntime({ "/work/certs/key.pem": "KEY", "/home/ann/chain.pem": "CHAIN" });
    const found = await values(given, undefined, [], runtime);
    expect(found.errors).toEqual([]);
    expect(found.values.get("certificate.privateKey")?.reveal()).toBe(Buffer.from("KEY").toString("base64"));
    expect(found.values.get("certificate.publicKey")?.reveal()).toBe(Buffer.from("CHAIN").toString("base64"));
    const missing = await values(given, undefined, [], fakeRuntime());
    expect(missing.errors.map(({ cause }) => cause)).toEqual([
      "The file /work/certs/key.pem does not exist.",
      "The file /home/ann/chain.pem does not exist.",
    ]);
  });
});
