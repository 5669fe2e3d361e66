import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { maskKnownSecrets } from "../../../../operations/secrets/mask-known-secrets";
import { Redactor } from "../../../../operations/secrets/redactor";
import { fakeRuntime, memoryStore, productionCluster } from "../builders";

const cluster = productionCluster();

async function masked(of: Cluster, store = memoryStore(), files: Readonly<Record<string, string>> = {}) {
  const redactor = new Redactor();
  await maskKnownSecrets(of, { runtime: fakeRuntime(files), secrets: store, directory: "/work" }, redactor);
  return (text: string): string => redactor.redact(text);
}

describe("the secrets that are known before anything is done", () => {
  it("are masked: the license and generated credentials of the store", async () => {
    const store = memoryStore({ license: "the-license", "credentials.redisPassword": "the-redis-password" });
    const show = await masked(cluster, store);
    expect(show("the-license the-redis-password")).toBe("••• •••");
  });

  it("are those too that stand in the manifest, also of modules that are off; user names stay", async () => {
    const show = await masked({
      ...cluster,
      license: { kind: "literal", value: "literal-license" },
      credentials: {
        defaultAppPassword: { kind: "literal", value: "literal-password" },
        dashboardAdminUser: { kind: "literal", value: "dashboard-ann" },
      },
      installer: {
        ...cluster.installer,
        environment: { HTTPS_PROXY: "http://ann:proxy%21pass@proxy:3128", REGISTRY_TOKEN: "literal-token" },
        arguments: { master: ["--other-secret=literal-extra", "--some-flag"], media: [] },
      },
    });
    expect(show("literal-license literal-password literal-token literal-extra")).toBe("••• ••• ••• •••");
    expect(show("proxy%21pass and proxy!pass")).toBe("••• and •••");
    expect(show("dashboard-ann --some-flag")).toBe("dashboard-ann --some-flag");
  });

  it("are sudo's passwords and the keys of certificates", async () => {
    const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
    const own: Cluster = {
      ...cluster,
      certificate: { type: "owncert", privateKey: "key.pem", publicKey: "cert.pem" },
      features: { ...cluster.features, certificateType: "owncert" },
      nodes: cluster.nodes.map((node) => ({
        ...node,
        ssh: { ...node.ssh, sudoPassword: { kind: "secret", name: "sudo" } },
      })),
    };
    const show = await masked(own, memoryStore({ sudo: "sudo-password" }), { "/work/key.pem": key });
    expect(show("sudo-password MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")).toBe("••• •••");
    expect(show(Buffer.from(key).toString("base64"))).toBe("•••");
  });

  it("are not made up where there are none, and a store that cannot be read hinders nobody", async () => {
    const store = memoryStore();
    await masked(cluster, store);
    expect(store.kept.size).toBe(0);
    const broken = { ...store, get: () => Promise.reject(new Error("no keyring")) };
    expect((await masked(cluster, broken))("text")).toBe("text");
  });
});
