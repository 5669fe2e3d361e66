import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { OperationEvent } from "../../operations/events";
import { readText } from "../fixtures/manifest-builder";
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
import { EditorListeners } from "./editor-listeners";
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

/** No node has to be given much time to be well. */
const BRIEF = { ...QUICK, verify: 5_000 };

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
  return inTerminal(["deploy"], ...options);
}

/** Runs a command on the lab's example in the terminal. */
async function inTerminal(
  command: readonly string[],
  ...options: readonly string[]
): Promise<{ code: number | null; told: string }> {
  const manifest = path.join(ROOT, "examples/lab/lab.openvidu.yaml");
  const files = ["--known-hosts", lab.knownHostsFile, "--secrets-file", "secrets.yaml"];
  const { code, out, error } = await ovcluster(folder, [...command, manifest, ...files, ...options]);
  return { code, told: out + error };
}

// The tests of this file follow one cluster, in this order.
describe("a secret of a cluster that is not deployed yet", () => {
  const NAME = "credentials.redisPassword";
  const regenerate = (): Promise<{ code: number | null; told: string }> =>
    inTerminal(["secrets", "regenerate", NAME]);

  it("is made anew as often as one likes, never printed, and the others stay", async () => {
    const made: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { code, told } = await regenerate();
      expect(code, told).toBe(0);
      expect(told).toMatch(
        /^A new value for credentials\.redisPassword is kept in the file .*secrets\.yaml\.\n$/,
      );
      await expectNoSecretIn(told);
      const kept = await secrets();
      expect(Object.keys(kept)).toEqual(["license", NAME]);
      expect(kept["license"]).toBe(LICENSE);
      made.push(kept[NAME] ?? "");
    }
    for (const value of made) expect(value).toMatch(/^[A-Za-z0-9]{44}$/);
    expect(made[0]).not.toBe(made[1]);
  });

  it("is not made anew while a node cannot be asked", async () => {
    const before = await secrets();
    const node = pick(lab.media, 1);
    await node.must("systemctl stop ssh.socket ssh");
    try {
      const { code, told } = await regenerate();
      expect(code).toBe(1);
      expect(told).toContain("media-2 could not be asked whether OpenVidu is installed with it.");
    } finally {
      await node.must("systemctl start ssh");
    }
    expect(await secrets()).toEqual(before);
  });

  it("is what the first deployment installs", async () => {
    const { [NAME]: value = "" } = await secrets();
    const { code, told } = await ovclusterDeploy();
    expect(code, told).toBe(0);
    for (const node of lab.nodes)
      expect(await node.must("cat /opt/openvidu/config/node/*.env")).toContain(`REDIS_PASSWORD=${value}\n`);
    await Promise.all(lab.nodes.map(uninstall));
  });
});

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

describe("VS Code, which follows a deployment", () => {
  const manifest = readText("examples", "lab", "lab.openvidu.yaml");

  it("shows masks in its log, nodes' outputs, progress and tree, and keeps no secret in its state", async () => {
    await uninstall(pick(lab.media));
    const editor = new EditorListeners(manifest);
    const store = new MemoryStore(await secrets());
    const follow = (event: OperationEvent): void => {
      editor.follow(event);
    };
    editor.end(await deployTo(lab, { secrets: store, onEvent: follow }));
    for (const place of [editor.texts.log, editor.nodeOutput()])
      expect(place.join("\n")).toMatch(/installing with: .*--redis-password=•••/);
    expect(editor.texts.tree).toContain("running");
    expect(editor.texts.progress.length).toBeGreaterThan(5);
    await expectNoSecretIn(editor.everything());
  });

  it("shows a failure with what a container has logged masked", async () => {
    await lab.installer.reset();
    for (const kind of ["log-password", "restart-loop"] as const)
      await lab.installer.fail({ node: pick(lab.media), kind, container: "egress" });
    await pick(lab.media).must("docker restart egress");
    const editor = new EditorListeners(manifest);
    const store = new MemoryStore(await secrets());
    const follow = (event: OperationEvent): void => {
      editor.follow(event);
    };
    const failed = await deployTo(lab, { secrets: store, timing: BRIEF, onEvent: follow });
    editor.end(failed);
    expect(codesOf(failed)).toEqual(["media-1: restart-loop"]);
    expect(editor.texts.log.join("\n")).toContain("requirepass •••");
    await expectNoSecretIn(editor.everything());
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

  it("shows its log masked, also what only the manifest holds", async () => {
    const cluster = labCluster(["_VERSION: v1.29.2", `_VERSION: v1.29.2\n    REGISTRY_TOKEN: ${TOKEN}`]);
    const failed = await deployTo(lab, { cluster, secrets: new MemoryStore(await secrets()), timing: BRIEF });
    expect(codesOf(failed)).toEqual(["media-1: restart-loop"]);
    expect(failed.errors[0]?.output).toContain("egress: requirepass ••• •••");
    await expectNoSecretIn(JSON.stringify(failed));
  });

  it("shows what the nodes' own files hold masked, also with an empty store", async () => {
    const failed = await deployTo(lab, { secrets: new MemoryStore({}), timing: BRIEF });
    expect(codesOf(failed)).toEqual(["media-1: restart-loop"]);
    // Nobody has said that the other word is a secret.
    expect(failed.errors[0]?.output).toContain(`egress: requirepass ••• ${TOKEN}`);
    await expectNoSecretIn(JSON.stringify(failed));
  });
});
