import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { coloursFor } from "../../cli/colours";
import { errorsText } from "../../cli/error-text";
import type { Cluster } from "../../cluster/cluster";
import { TestAuthority } from "../fixtures/certificates";
import {
  bootLabToDeploy,
  codesOf,
  type Deployed,
  deployTo,
  labCluster,
  MemoryStore,
  QUICK,
} from "./deploy-harness";
import {
  CERTIFICATE_FILES,
  type DocumentedNode,
  type DocumentedRelease,
  RELEASES,
  SECRETS,
} from "./documented-releases";
import { type Lab, type LabNode, pick } from "./lab";
import { uninstall } from "./uninstall";

/** All that a release needs runs twice here, and the machine may be busy. */
const DEPLOY_MS = 180_000;
const WITHOUT_MEDIA_2: readonly [string, string] = [
  "  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n",
  "",
];

let lab: Lab;
/** Where the manifest would be: with the files that it names. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "releases-"));
  const authority = new TestAuthority();
  for (const [prefix, name] of [
    ["", "openvidu.example.io"],
    ["turn-", "turn.example.io"],
  ] as const) {
    const { key, certificate } = authority.server(name);
    await writeFile(path.join(folder, `${prefix}key.pem`), key);
    await writeFile(
      path.join(folder, `${prefix}chain.pem`),
      certificate + authority.intermediate.certificate,
    );
  }
  lab = await bootLabToDeploy({ media: 1 });
});

afterAll(async () => {
  await lab.down();
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  await Promise.all(lab.nodes.map(uninstall));
});

function clusterAt(
  { manifest }: DocumentedRelease,
  ...more: readonly (readonly [string, string])[]
): Cluster {
  const own: readonly [string, string] = ["../../.lab/id_ed25519", lab.identityFile];
  return labCluster(WITHOUT_MEDIA_2, own, ...manifest, ...more);
}

function deployAt(cluster: Cluster): Promise<Deployed> {
  return deployTo(lab, { cluster, directory: folder, secrets: new MemoryStore(SECRETS), timing: QUICK });
}

/** What a node was given and shows, as the stand-in has recorded it and the kernel tells. */
async function shownBy(node: LabNode): Promise<DocumentedNode> {
  const lines = async (script: string): Promise<string[]> =>
    [...new Set((await node.must(script)).trim().split("\n"))].sort();
  let words = (await lines("cat /opt/openvidu/stand-in/arguments")).join("\n");
  // The contents of the certificates' files are long: their names stand for them.
  for (const file of CERTIFICATE_FILES) {
    words = words.replace((await readFile(path.join(folder, file))).toString("base64"), file);
  }
  const listening =
    "ss -Hlntu | grep -v '127\\.0\\.0\\.1:\\|\\[::1\\]:' | awk '{ sub(/.*:/, \"\", $5); print $5 \"/\" $1 }'";
  return {
    arguments: words.split("\n"),
    containers: await lines("docker ps --format '{{.Names}}'"),
    ports: (await lines(listening)).filter((port) => port !== "22/tcp"),
  };
}

describe.each(RELEASES)("at release $version", (release) => {
  const { version, foreign, parameters } = release;

  it(
    "a deployment gives each node what the documents say, and shows it running",
    async () => {
      const cluster = clusterAt(release);
      const deployed = await deployAt(cluster);
      expect(codesOf(deployed)).toEqual([]);
      expect(deployed.outcome).toBe("done");
      for (const node of lab.masters) expect(await shownBy(node), node.name).toEqual(release.master);
      for (const node of lab.media) expect(await shownBy(node), node.name).toEqual(release.media);
      const first = pick(lab.masters);
      expect((await first.readFile(parameters.file)).split("\n")).toEqual(
        expect.arrayContaining([...parameters.lines]),
      );
      expect(deployed.status.nodes.map((node) => `${node.release ?? ""} ${node.state}`)).toEqual(
        lab.nodes.map(() => `${version} running`),
      );
      expect(deployed.status.urls.map(({ url }) => url)).toContain(release.application);

      // What was read back is what the manifest says: no difference is told, and nothing is done.
      const again = await deployAt(cluster);
      expect(again.events.at(-1)).toMatchObject({
        message: "Nothing to do: the cluster is deployed and runs.",
      });
    },
    DEPLOY_MS,
  );

  it("an argument of another release is refused by name, once for each role, and nothing is left", async () => {
    const word = `"${foreign}"`;
    const refused = await deployAt(
      clusterAt(release, [
        "installer:\n",
        `installer:\n  arguments: { master: [${word}], media: [${word}] }\n`,
      ]),
    );
    expect(codesOf(refused)).toEqual(lab.nodes.map(({ name }) => `${name}: install-failed`));
    const told = errorsText(refused.errors, coloursFor({ colours: false }));
    expect(told.match(/^error: .*$/gm)).toEqual([
      `error: could not install OpenVidu ${version} on master-1, master-2, master-3, master-4`,
      `error: could not install OpenVidu ${version} on media-1`,
    ]);
    const name = foreign.replace(/=.*/, "");
    for (const role of ["master", "media"]) {
      expect(told).toContain(`unknown argument '${name}' for a ${role} node of release ${version}`);
    }
    for (const node of lab.nodes) expect(await node.must("ls -d /opt/openvidu || echo none")).toBe("none\n");
  });
});
