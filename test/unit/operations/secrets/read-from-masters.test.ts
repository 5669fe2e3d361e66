import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lackingIn, lacksSecrets, readFromMasters } from "../../../../operations/secrets/read-from-masters";
import type { RootShell } from "../../../../operations/ssh/root-shell";
import { memoryStore, productionCluster } from "../builders";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "masters-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A master whose /opt/openvidu is a folder of the test. */
function master(name: string, files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, name, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const shell: RootShell = {
    run: (script) => {
      const here = script.replaceAll("/opt/openvidu", path.join(folder, name));
      const { stdout, stderr, status } = spawnSync("bash", ["-s"], { input: here, encoding: "utf8" });
      return Promise.resolve({ stdout, stderr, ...(status === null ? {} : { status }) });
    },
    close: () => undefined,
  };
  return { name, shell };
}

const FILES = {
  "config/cluster/openvidu.env": "LIVEKIT_API_KEY=APIabc\nMINIO_ACCESS_KEY=minioadmin\nOTHER=not-wanted\n",
  "config/node/master_node.env": "REDIS_PASSWORD = redis # ours\n",
};

async function read(
  masters: readonly ReturnType<typeof master>[],
  kept: Readonly<Record<string, string>> = {},
) {
  const { adoptable: wanted } = await lackingIn(memoryStore(kept), productionCluster());
  const found = await readFromMasters(masters, wanted);
  return Object.fromEntries([...found].map(([name, secret]) => [name, secret.reveal()]));
}

describe("secrets that a store lacks", () => {
  it("are read from the documented files, without what has its usual value", async () => {
    expect(await read([master("one", FILES), master("two", FILES)])).toEqual({
      "credentials.livekitApiKey": "APIabc",
      "credentials.redisPassword": "redis",
    });
  });

  it("are read where somebody chose another than the usual value", async () => {
    const files = { "config/cluster/openvidu.env": "MINIO_ACCESS_KEY=ours\nDASHBOARD_ADMIN_USERNAME=ann\n" };
    expect(await read([master("one", files)])).toEqual({
      "credentials.minioAccessKey": "ours",
      "credentials.dashboardAdminUser": "ann",
    });
  });

  it("are taken from a master that has them where another lacks the file", async () => {
    expect(await read([master("one", {}), master("two", FILES)])).toMatchObject({
      "credentials.redisPassword": "redis",
    });
  });

  it("are refused where masters differ, without showing either value", async () => {
    const other = { ...FILES, "config/node/master_node.env": "REDIS_PASSWORD=another\n" };
    const failed = read([master("one", FILES), master("two", other)]);
    await expect(failed).rejects.toMatchObject({ report: { code: "secrets-differ" } });
    await expect(failed).rejects.toThrow("one and two have different values for 'credentials.redisPassword'");
    await expect(failed).rejects.not.toThrow("another");
  });

  it("are only those that are not kept, under the names that the manifest gives them", async () => {
    const store = memoryStore({ "credentials.redisPassword": "kept" });
    const { adoptable: wanted } = await lackingIn(store, productionCluster());
    expect(wanted.map(({ name }) => name)).toContain("license");
    expect(wanted.map(({ name }) => name)).not.toContain("credentials.redisPassword");
    expect(lacksSecrets(wanted)).toBe(true);
    expect(lacksSecrets(wanted.filter(({ usual }) => usual !== undefined))).toBe(false);
  });
});
