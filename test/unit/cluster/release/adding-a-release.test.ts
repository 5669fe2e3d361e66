import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReleaseFacts } from "../../../../cluster/cluster";
import { firewallRows } from "../../../../cluster/firewall/firewall-rows";
import { installSections } from "../../../../cluster/installer/install-sections";
import { chooseRelease, releases } from "../../../../cluster/release/catalogue";
import { releasesTable } from "../../../../cluster/release/releases-table";
import { clusterOf, manifest, readText } from "../../../fixtures/manifest-builder";

const ROOT = path.resolve(import.meta.dirname, "../../../..");

/** All that somebody writes for a new release. */
const NEW_RELEASE = {
  version: "3.10.0",
  from: "3.9.0",
  sources: { NEW: "The documents of 3.10" },
  changes: {
    docker: { set: { engine: "30.0.0", compose: "v6.0.0", source: "NEW" }, without: ["unverified"] },
    ports: [{ replace: "master tcp 5000 masters", by: { ports: "5001", source: "NEW" } }],
    arguments: [{ replace: "master --domain-name", by: { name: "--domain", source: "NEW" } }],
    upgrade: { set: { from: ["3.9.0"] } },
  },
};

let folder: string;
let generated: readonly ReleaseFacts[];

function generate(): Promise<unknown> {
  const tsx = path.join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const folders = ["schemas", "generated", "docs"].map((name) => path.join(folder, name));
  return promisify(execFile)(process.execPath, [tsx, path.join(ROOT, "scripts/generate.mts"), ...folders]);
}

beforeAll(async () => {
  // Inside the project, so that what is generated can be loaded as its modules are.
  await mkdir(path.join(ROOT, "test-results"), { recursive: true });
  folder = await mkdtemp(path.join(ROOT, "test-results", "releases-"));
  await cp(path.join(ROOT, "schemas"), path.join(folder, "schemas"), { recursive: true });
  await writeFile(path.join(folder, "schemas/releases/3.10.0.json"), JSON.stringify(NEW_RELEASE));
  await generate();
  const written: unknown = await import(path.join(folder, "generated/releases.ts"));
  generated = (written as { readonly releases: readonly ReleaseFacts[] }).releases;
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("adding a release is adding one file", () => {
  it("which the catalogue then has, as the newest", () => {
    expect(chooseRelease("3.10.0").kind).toBe("newer");
    expect(chooseRelease("3.10.0", generated)).toMatchObject({
      kind: "known",
      release: { version: "3.10.0", docker: { engine: "30.0.0" } },
    });
    expect(chooseRelease("latest", generated)).toMatchObject({ release: { version: "3.10.0" } });
    expect(generated.slice(0, -1)).toEqual(releases);
  });

  it("and its commands and ports follow", () => {
    const choice = chooseRelease("3.10.0", generated);
    if (choice.kind === "unknown") throw new Error("It is not in the catalogue.");
    const cluster = { ...clusterOf(manifest()), release: choice.release, releaseName: "3.10.0" };
    const commands = JSON.stringify(installSections(cluster, () => "xxxxx"));
    expect(commands).toContain("/pro/ha/3.10.0/install_ov_master_node.sh");
    expect(commands).toContain("--domain='openvidu.example.io'");
    expect(commands).not.toContain("--domain-name=");
    const rows = firewallRows(choice.release, "master", cluster.features).map(({ ports }) => ports);
    expect(rows).toContain("5001");
    expect(rows).not.toContain("5000");
  });

  it("and the documentation too", async () => {
    const table = await readFile(path.join(folder, "docs/releases.md"), "utf8");
    expect(table).toContain("| 3.9.0 | 3.10.0 |");
    expect(table).toContain("- **NEW**: The documents of 3.10");
  });

  it("while one that does not fit is refused with its file and place", async () => {
    const file = path.join(folder, "schemas/releases/3.11.0.json");
    await writeFile(file, JSON.stringify({ version: "3.11.0", from: "3.10.0", changes: { prots: [] } }));
    await expect(generate()).rejects.toThrow(/3\.11\.0\.json: it does not fit its schema/);
    const wrong = { ports: [{ replace: "master tcp 5001 masters", by: { protocol: "sctp" } }] };
    await writeFile(file, JSON.stringify({ version: "3.11.0", from: "3.10.0", changes: wrong }));
    await expect(generate()).rejects.toThrow(/3\.11\.0\.json: [^]*\/ports\/\d+\/protocol/);
    await rm(file);
  }, 120_000);
});

describe("docs/releases.md", () => {
  it("is what npm run generate writes", () => {
    expect(readText("docs", "releases.md")).toBe(releasesTable(releases));
  });
});
