import { describe, expect, it } from "vitest";
import { EditorSecrets, type SecretsHost } from "../../../client/secrets/editor-secrets";
import { Secret } from "../../../operations/secrets/secret";
import type { SecretStore } from "../../../operations/secrets/secret-store";
import { english } from "./format";

const CLUSTER = { name: "production", domain: "openvidu.example.io" };

function host(storage: Partial<SecretsHost["storage"]> = {}): SecretsHost & {
  readonly kept: Map<string, string>;
  readonly told: string[];
} {
  const kept = new Map<string, string>();
  const told: string[] = [];
  return {
    kept,
    told,
    t: english,
    tellSession: (why) => told.push(why),
    storage: {
      get: (key) => Promise.resolve(kept.get(key)),
      store: (key, value) => {
        kept.set(key, value);
        return Promise.resolve();
      },
      ...storage,
    },
  };
}

async function revealed(store: SecretStore, name: string): Promise<string | undefined> {
  return (await store.get(name))?.reveal();
}

const secrets = (values: Readonly<Record<string, string>>): Map<string, Secret> =>
  new Map(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));

const noKeyring = (): Promise<never> => Promise.reject(new Error("no keyring"));

describe("secrets in VS Code", () => {
  it("are there again after a restart, each cluster's apart, and can be listed and removed", async () => {
    const editor = host();
    await new EditorSecrets(editor).storeFor(CLUSTER).set(secrets({ license: "one", sudo: "two" }));
    const after = new EditorSecrets(editor);
    const store = after.storeFor(CLUSTER);
    expect(await revealed(store, "license")).toBe("one");
    expect(await revealed(after.storeFor({ ...CLUSTER, domain: "other.io" }), "license")).toBeUndefined();
    await store.remove("license");
    expect(await store.names()).toEqual(["sudo"]);
    expect(await store.placeOf("sudo")).toBe("VS Code's secret storage");
    expect(await store.placeOf("license")).toBeUndefined();
    expect(editor.told).toEqual([]);
  });

  it("are kept for this window where there is no keyring, and the user is told once", async () => {
    const editor = host({ get: noKeyring, store: noKeyring });
    const window = new EditorSecrets(editor);
    const store = window.storeFor(CLUSTER);
    await store.set(secrets({ license: "one" }));
    await store.set(secrets({ sudo: "two" }));
    expect([await revealed(store, "license"), await revealed(store, "sudo")]).toEqual(["one", "two"]);
    expect(editor.told).toEqual(["no keyring"]);
    expect(store.keptIn).toBe("this window only, until it closes");
    expect(await revealed(new EditorSecrets(editor).storeFor(CLUSTER), "license")).toBeUndefined();
  });

  it("that can be read but not written are kept for this window", async () => {
    const editor = host({ store: noKeyring });
    const store = new EditorSecrets(editor).storeFor(CLUSTER);
    await store.set(secrets({ license: "one" }));
    expect(await revealed(store, "license")).toBe("one");
    expect(editor.told).toEqual(["no keyring"]);
  });

  it("that could not be read are not overwritten by the few of this window", async () => {
    const kept = new Map<string, string>();
    const working = host();
    await new EditorSecrets(working).storeFor(CLUSTER).set(secrets({ license: "old", sudo: "old" }));
    for (const [key, value] of working.kept) kept.set(key, value);
    const editor = host({
      get: noKeyring,
      store: (key, value) => {
        kept.set(key, value);
        return Promise.resolve();
      },
    });
    const store = new EditorSecrets(editor).storeFor(CLUSTER);
    await store.set(secrets({ license: "new" }));
    expect(await revealed(store, "license")).toBe("new");
    expect([...kept]).toEqual([...working.kept]);
  });

  it("that are broken give an error that does not show them", async () => {
    const editor = host({ get: () => Promise.resolve('{ "license": very-secret') });
    const failed = new EditorSecrets(editor).storeFor(CLUSTER).get("license");
    await expect(failed).rejects.toMatchObject({ report: { code: "secret-storage-invalid" } });
    await expect(failed).rejects.not.toThrow("very-secret");
  });
});
