import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster/cluster";
import { importRunning } from "../../operations/actions/import-running";
import { clusterOf, replace, told } from "../fixtures/manifest-builder";
import { ovcluster } from "../fixtures/ovcluster";
import {
  bootLabToDeploy,
  deployTo,
  labCluster,
  labContext,
  LICENSE,
  MemoryStore,
  QUICK,
} from "./deploy-harness";
import type { Lab } from "./lab";

const secrets = new MemoryStore();
let lab: Lab;

beforeAll(async () => {
  lab = await bootLabToDeploy();
  const deployed = await deployTo(lab, { secrets, timing: QUICK });
  if (deployed.outcome !== "done") throw new Error(JSON.stringify(deployed.errors));
}, 240_000);

afterAll(async () => {
  await lab.down();
});

const from = (host: string) => ({ host, user: "ubuntu", identityFile: lab.identityFile, jumpHosts: [] });

/** What the files on a node cannot tell, as a person fills it in. */
function filledIn(text: string): string {
  return replace(
    text,
    ["\nlicense:", "\ncertificate: { type: letsencrypt }\nlicense:"],
    [
      "mediaNodes: []",
      "mediaNodes:\n  - { name: media-1, privateIp: 10.5.0.5, publicIp: 203.0.113.15 }\n  - { name: media-2, privateIp: 10.5.0.6, publicIp: 203.0.113.16 }",
    ],
  );
}

/** What makes two manifests mean the same cluster. */
function meaning({ releaseName, domain, features, masters, media }: Cluster): object {
  const nodes = [...masters, ...media].map(({ name, role, privateIp, publicIp, ssh }) => [
    name,
    role,
    privateIp,
    publicIp,
    ssh.host,
    ssh.user,
  ]);
  return { releaseName, domain, features: { ...features, modules: [...features.modules].sort() }, nodes };
}

describe("importing a running cluster", () => {
  it("gives the manifest that it was deployed from, except for what no node tells", async () => {
    const { text, secrets: found } = await importRunning({ from: from("203.0.113.12") }, labContext(lab));
    expect(told(text).map((finding) => finding.replace(/^error /, ""))).toEqual([
      expect.stringContaining("need a 'certificate'"),
      expect.stringContaining("Without a media node there are no calls."),
    ]);
    expect(told(filledIn(text))).toEqual([]);
    expect(meaning(clusterOf(filledIn(text)))).toEqual(meaning(labCluster()));
    expect(found.get("license")).toBe(LICENSE);
    for (const [name, value] of secrets.values) expect([name, found.get(name)]).toEqual([name, value]);
    for (const value of found.values()) expect(text).not.toContain(value);
  });

  it("finds media nodes that are connected, and says which master could not be asked", async () => {
    const [media] = lab.media;
    await media?.must("systemd-run --unit=held bash -c 'exec 3<>/dev/tcp/10.5.0.1/20000; sleep 600'");
    await lab.masters[0]?.must(
      "for i in $(seq 50); do ss -Htn state established | grep -q 10.5.0.5 && exit 0; sleep 0.1; done; exit 1",
    );
    await lab.masters[3]?.must("systemctl stop ssh.socket ssh");
    try {
      const { text } = await importRunning(
        { from: from("203.0.113.11"), name: "taken-over" },
        labContext(lab),
      );
      expect(text).toContain("name: taken-over\n");
      expect(text).toContain("privateIp: 10.5.0.5");
      expect(text).toContain("203.0.113.14 could not be asked");
    } finally {
      await lab.masters[3]?.must("systemctl start ssh");
      await media?.must("systemctl stop held");
    }
  });

  it("refuses a media node, and a machine without OpenVidu", async () => {
    await expect(importRunning({ from: from("203.0.113.15") }, labContext(lab))).rejects.toThrow(
      "This is a media node",
    );
    await lab.media[1]?.must("mv /opt/openvidu /opt/away");
    await expect(importRunning({ from: from("203.0.113.16") }, labContext(lab))).rejects.toThrow(
      "OpenVidu is not installed on this machine.",
    );
    await lab.media[1]?.must("mv /opt/away /opt/openvidu");
  });

  it("works in the terminal, with the secrets in a file", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "ovcluster-import-"));
    try {
      const args = ["import", "--from", "ubuntu@203.0.113.11", "--identity-file", lab.identityFile];
      const ended = await ovcluster(folder, [
        ...args,
        "--known-hosts",
        lab.knownHostsFile,
        "--out",
        "my.openvidu.yaml",
      ]);
      expect(ended.error).toContain("need a 'certificate'");
      expect(ended.code).toBe(0);
      expect(await readFile(path.join(folder, "my.openvidu.yaml"), "utf8")).toContain(
        "publicIp: 203.0.113.14",
      );
      const kept = path.join(
        folder,
        ".local/share/openvidu-cluster/openvidu@openvidu.example.io.secrets.yaml",
      );
      expect(await readFile(kept, "utf8")).toContain(`license: ${LICENSE}`);
      expect(ended.out + ended.error).not.toContain(LICENSE);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
