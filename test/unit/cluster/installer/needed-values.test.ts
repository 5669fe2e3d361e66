import { describe, expect, it } from "vitest";
import { neededValues } from "../../../../cluster/installer/needed-values";
import { clusterOf, documentManifest, manifest, production } from "../../../fixtures/manifest-builder";

const keys = (text: string): string[] =>
  neededValues(clusterOf(text)).map(({ key }) => key.replace("credentials.", ""));

describe("the values that an installation needs", () => {
  it("are each asked once, in the order of the arguments", () => {
    expect(keys(production)).toEqual([
      "license",
      ...[
        "livekitApiKey",
        "livekitApiSecret",
        "dashboardAdminUser",
        "dashboardAdminPassword",
        "redisPassword",
      ],
      ...["minioAccessKey", "minioSecretKey", "mongoAdminUser", "mongoAdminPassword", "mongoReplicaSetKey"],
      ...["grafanaAdminUser", "grafanaAdminPassword", "meetInitialAdminPassword"],
    ]);
  });

  it("are those of the modules that are on", () => {
    const bare = keys(manifest(["modules: [observability, openviduMeet, v2compatibility]", "modules: []"]));
    expect(bare.filter((key) => /grafana|meet/.test(key))).toEqual([]);
  });

  it("come from the manifest where it gives them, and else say how they are made", () => {
    const text = manifest([
      "ssh:\n",
      "credentials: { redisPassword: '${env:REDIS}', meetInitialApiKey: '${secret:meet}' }\nssh:\n",
    ]);
    const found = new Map(neededValues(clusterOf(text)).map((value) => [value.key, value]));
    expect(found.get("license")).toEqual({
      key: "license",
      source: { kind: "secret", name: "license" },
      secret: true,
      required: true,
    });
    expect(found.get("credentials.redisPassword")).toMatchObject({
      source: { kind: "env", name: "REDIS" },
      secret: true,
    });
    expect(found.get("credentials.meetInitialApiKey")).toEqual({
      key: "credentials.meetInitialApiKey",
      source: { kind: "secret", name: "meet" },
      secret: true,
      required: false,
    });
    expect(found.get("credentials.livekitApiKey")?.generate).toEqual({ prefix: "API", alphanumerics: 12 });
    expect(found.get("credentials.mongoAdminUser")).toMatchObject({
      generate: { text: "mongoadmin" },
      secret: false,
    });
  });

  it("name the files of own certificates", () => {
    const text = documentManifest({ certificate: "{ type: owncert, privateKey: a.pem, publicKey: b.pem }" });
    expect(neededValues(clusterOf(text)).filter(({ file }) => file !== undefined)).toEqual([
      { key: "certificate.privateKey", file: "a.pem", secret: true, required: true },
      { key: "certificate.publicKey", file: "b.pem", secret: false, required: true },
    ]);
  });
});
