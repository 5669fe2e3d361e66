import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChainedStore } from "../../../../operations/secrets/chained-store";
import { secretVariable } from "../../../../cluster/installer/secret-variable";
import { EnvironmentStore } from "../../../../operations/secrets/environment-store";
import { FileStore, usualSecretsFile } from "../../../../operations/secrets/file-store";
import { Secret } from "../../../../operations/secrets/secret";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stores-"));
  file = path.join(folder, "deep", "cluster.secrets.yaml");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function secrets(values: Readonly<Record<string, string>>): Map<string, Secret> {
  return new Map(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));
}

async function revealed(
  store: { get(name: string): Promise<Secret | undefined> },
  name: string,
): Promise<string | undefined> {
  return (await store.get(name))?.reveal();
}

describe("a file of secrets", () => {
  it("has nothing before it is there, and keeps what it is given for its owner only", async () => {
    const store = new FileStore(file);
    expect(await store.get("license")).toBeUndefined();
    await store.set(secrets({ license: "one", "credentials.redisPassword": "two" }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await revealed(new FileStore(file), "credentials.redisPassword")).toBe("two");
    expect(readdirSync(path.dirname(file))).toEqual(["cluster.secrets.yaml"]);
  });

  it("keeps comments and other values", async () => {
    await new FileStore(file).set(secrets({ license: "one" }));
    writeFileSync(file, "# ours\nlicense: one # until May\nother: two\n", { mode: 0o600 });
    await new FileStore(file).set(secrets({ license: "three" }));
    expect(readFileSync(file, "utf8")).toBe("# ours\nlicense: three # until May\nother: two\n");
  });

  it("gives back any value that it was given", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: "binary" }), async (value) => {
        // A lone surrogate cannot be written as UTF-8.
        fc.pre(Buffer.from(value).toString() === value);
        const store = new FileStore(path.join(folder, "any.yaml"));
        await store.set(secrets({ any: value }));
        expect(await revealed(store, "any")).toBe(value);
      }),
      { numRuns: 60 },
    );
  });

  it("takes values as they are written: no number is made of a password", async () => {
    writeFileSync(path.join(folder, "f"), "a: 0123\nb: 3.10\nc: true\nd: 'x: y'\n", { mode: 0o600 });
    const store = new FileStore(path.join(folder, "f"));
    expect(await Promise.all(["a", "b", "c", "d"].map((name) => revealed(store, name)))).toEqual([
      "0123",
      "3.10",
      "true",
      "x: y",
    ]);
  });

  it("is read as JSON too", async () => {
    writeFileSync(path.join(folder, "f.json"), '{ "license": "one" }', { mode: 0o600 });
    expect(await revealed(new FileStore(path.join(folder, "f.json")), "license")).toBe("one");
  });

  it("is refused while others can read it", async () => {
    await new FileStore(file).set(secrets({ license: "one" }));
    chmodSync(file, 0o640);
    await expect(new FileStore(file).get("license")).rejects.toMatchObject({
      report: { code: "secrets-file-open" },
    });
    await expect(new FileStore(file).set(secrets({ a: "b" }))).rejects.toThrow("chmod 600");
  });

  it.each(["0400", "0500", "0700", "0644"])("is refused with mode %s", async (mode) => {
    await new FileStore(file).set(secrets({ license: "one" }));
    chmodSync(file, Number.parseInt(mode, 8));
    const failed = new FileStore(file).get("license");
    await expect(failed).rejects.toMatchObject({ report: { code: "secrets-file-open" } });
    await expect(failed).rejects.toThrow(`mode ${mode}`);
  });

  it("cannot be a folder", async () => {
    const failed = new FileStore(folder).get("license");
    await expect(failed).rejects.toMatchObject({
      report: { cause: "It is a folder.", suggestion: "Name a file in it." },
    });
  });

  it("that is broken is refused without showing what it holds", async () => {
    writeFileSync(path.join(folder, "f"), "license: [very-secret\n", { mode: 0o600 });
    const failed = new FileStore(path.join(folder, "f")).get("license");
    await expect(failed).rejects.toMatchObject({ report: { code: "secrets-file-invalid" } });
    await expect(failed).rejects.not.toThrow("very-secret");
    writeFileSync(path.join(folder, "f"), "license: { a: b }\n");
    await expect(new FileStore(path.join(folder, "f")).get("license")).rejects.toThrow("no plain value");
  });

  it("loses nothing when several writes come at once", async () => {
    const store = new FileStore(file);
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => store.set(secrets({ [`s${String(index)}`]: "v" }))),
    );
    expect(await revealed(store, "s0")).toBe("v");
    expect(await revealed(store, "s9")).toBe("v");
  });

  it("lies where the user's data lies", () => {
    expect(
      usualSecretsFile(
        { name: "production", domain: "a.io" },
        { environment: {}, homeDirectory: "/home/ann" },
      ),
    ).toBe("/home/ann/.local/share/openvidu-cluster/production@a.io.secrets.yaml");
    expect(
      usualSecretsFile(
        { name: "p", domain: "a.io" },
        { environment: { XDG_DATA_HOME: "/data" }, homeDirectory: "/h" },
      ),
    ).toBe("/data/openvidu-cluster/p@a.io.secrets.yaml");
  });
});

describe("secrets in the environment", () => {
  it("stand under their names in capitals", async () => {
    expect(secretVariable("credentials.redisPassword")).toBe("OVCLUSTER_SECRET_CREDENTIALS_REDISPASSWORD");
    expect(await revealed(new EnvironmentStore({ OVCLUSTER_SECRET_MY_LICENSE: "one" }), "my-license")).toBe(
      "one",
    );
    expect(await new EnvironmentStore({ OVCLUSTER_SECRET_A: "" }).get("a")).toBeUndefined();
  });

  it("cannot be kept", async () => {
    await expect(new EnvironmentStore({}).set(secrets({ a: "b" }))).rejects.toMatchObject({
      report: { code: "secret-store-read-only" },
    });
  });
});

describe("a chain of stores", () => {
  it("asks in order and keeps in the last", async () => {
    const chain = new ChainedStore(
      new EnvironmentStore({ OVCLUSTER_SECRET_A: "environment" }),
      new FileStore(file),
    );
    await chain.set(secrets({ a: "file", b: "file" }));
    expect([await revealed(chain, "a"), await revealed(chain, "b")]).toEqual(["environment", "file"]);
    expect(chain.place).toContain(file);
  });

  it("forgets what it keeps, or changes nothing", async () => {
    const environment = new EnvironmentStore({ OVCLUSTER_SECRET_A: "environment" });
    const chain = new ChainedStore(environment, new FileStore(file));
    await chain.set(secrets({ a: "file", b: "file" }));
    await chain.remove("a");
    expect(await revealed(new FileStore(file), "a")).toBeUndefined();
    expect(await revealed(chain, "a")).toBe("environment");
    await expect(chain.remove("a")).rejects.toThrow("Unset the environment variable OVCLUSTER_SECRET_A");
    expect(await new FileStore(file).names()).toEqual(["b"]);
  });
});
