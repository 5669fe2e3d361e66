import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ovcluster } from "../fixtures/ovcluster";
import {
  bootLabToDeploy,
  codesOf,
  deployTo,
  labCluster,
  LICENSE,
  MemoryStore,
  QUICK,
} from "./deploy-harness";
import { type Lab, pick } from "./lab";
import { uninstall } from "./uninstall";

/** A secret that stands in the manifest alone. */
const TOKEN = "registry-token-0123456789";
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The installer prints its arguments, a container logs the Redis password: nothing of it may be seen anywhere. */
let lab: Lab;
let folder: string;

beforeAll(async () => {
  const built = spawnSync(process.execPath, ["scripts/build.mjs", "cli", "ssh2"], { cwd: ROOT });
  expect(built.status, String(built.stderr)).toBe(0);
  folder = await mkdtemp(path.join(tmpdir(), "deploy-secrets-"));
  await writeFile(path.join(folder, "secrets.yaml"), `license: ${LICENSE}\n`, { mode: 0o600 });
  lab = await bootLabToDeploy();
});

afterAll(async () => {
  await lab.down();
  await rm(folder, { recursive: true });
});

/** The secrets that the first deployment has made up, and the license. */
async function secrets(): Promise<Record<string, string>> {
  return parse(await readFile(path.join(folder, "secrets.yaml"), "utf8")) as Record<string, string>;
}

async function expectNoSecretIn(told: string): Promise<void> {
  for (const [name, value] of Object.entries(await secrets())) {
    expect(told.includes(value), `${name} in the output`).toBe(false);
  }
}

/** Deploys the lab's example in the terminal; answers what both streams told. */
async function ovclusterDeploy(
  ...options: readonly string[]
): Promise<{ code: number | null; told: string }> {
  const manifest = path.join(ROOT, "examples/lab.openvidu.yaml");
  const files = ["--known-hosts", lab.knownHostsFile, "--secrets-file", "secrets.yaml"];
  const { code, out, error } = await ovcluster(folder, ["deploy", manifest, ...files, ...options]);
  return { code, told: out + error };
}

// The tests of this file follow one cluster, in this order.
describe("an installer that prints its arguments", () => {
  it("prints masks with --verbose", async () => {
    await lab.installer.fail({ node: "all", kind: "echo-arguments" });
    const { code, told } = await ovclusterDeploy("--verbose");
    expect(code, told).toBe(0);
    expect(told.match(/installing with: /g)).toHaveLength(lab.nodes.length);
    expect(told).toContain("--redis-password=•••");
    expect(told).toContain("--openvidu-pro-license=•••");
    expect(Object.keys(await secrets())).toContain("credentials.redisPassword");
    await expectNoSecretIn(told);
  });

  it("prints masks with --json", async () => {
    await uninstall(pick(lab.media));
    const { code, told } = await ovclusterDeploy("--json");
    expect(code, told).toBe(0);
    expect(told).toContain("--redis-password=•••");
    await expectNoSecretIn(told);
  });
});

describe("a container that logs the password and restarts again and again, deployed over", () => {
  beforeAll(async () => {
    await lab.installer.reset();
    for (const kind of ["log-password", "restart-loop"] as const) {
      await lab.installer.fail({ node: pick(lab.media), kind, container: "egress", text: TOKEN });
    }
    await pick(lab.media).must("docker restart egress");
  });

  afterAll(() => lab.installer.reset());

  const timing = { ...QUICK, verify: 5_000 };

  it("shows its log masked, also what only the manifest holds", async () => {
    const cluster = labCluster(["_VERSION: v1.29.2", `_VERSION: v1.29.2\n    REGISTRY_TOKEN: ${TOKEN}`]);
    const failed = await deployTo(lab, { cluster, secrets: new MemoryStore(await secrets()), timing });
    expect(codesOf(failed)).toEqual(["media-1: restart-loop"]);
    expect(failed.errors[0]?.output).toContain("egress: requirepass ••• •••");
    await expectNoSecretIn(JSON.stringify(failed));
  });

  it("shows what the nodes' own files hold masked, also with an empty store", async () => {
    const failed = await deployTo(lab, { secrets: new MemoryStore({}), timing });
    expect(codesOf(failed)).toEqual(["media-1: restart-loop"]);
    // Nobody has said that the other word is a secret.
    expect(failed.errors[0]?.output).toContain(`egress: requirepass ••• ${TOKEN}`);
    await expectNoSecretIn(JSON.stringify(failed));
  });
});
