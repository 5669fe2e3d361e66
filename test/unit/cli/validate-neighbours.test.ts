import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Log } from "sarif";
import { beforeAll, describe, expect, it } from "vitest";
import { production } from "../../fixtures/manifest-builder";
import { ovclusterHome } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

/** Another cluster, with one of the production cluster's machines. */
const STAGING = production
  .replace("name: production", "name: staging")
  .replaceAll("10.5.0.", "10.6.0.")
  .replaceAll("203.0.113.", "198.51.100.")
  .replace("198.51.100.16", "203.0.113.11");

/** Where the address stands in the staging manifest, from 1. */
const LINE = STAGING.split("\n").findIndex((text) => text.includes("203.0.113.11")) + 1;

const NAME = "clusters/production.openvidu.yaml";
const OTHER = "clusters/staging.openvidu.yaml";

describe("a machine that another manifest of the folder has too", () => {
  beforeAll(async () => {
    await home.write(NAME, production);
    await home.write(OTHER, STAGING);
    // Those that cannot be read, or are no manifests, are in nobody's way.
    await writeFile(path.join(home.folder, "clusters/latin1.openvidu.yaml"), Buffer.from([0x6e, 0xe9, 0x3a]));
    await home.write("clusters/broken.openvidu.yaml", "name: [");
    await home.write("clusters/notes.yaml", production);
    await home.write("clusters/below/same.openvidu.yaml", production);
    await symlink("production.openvidu.yaml", path.join(home.folder, "clusters/link.openvidu.yaml"));
  });

  it("is told with the other file's place", async () => {
    const ended = await home.run(["validate", NAME]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    const lines = ended.out.trim().split("\n");
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^${NAME}:22:15: warning: 203\\.0\\.113\\.11 is also media-2 of the cluster 'staging'`),
      ),
      `    ${OTHER}:${String(LINE)}:15: Also here, at media-2`,
      `${NAME}: 1 warning`,
    ]);
  });

  it("is told in JSON with the other file's name", async () => {
    const { out } = await home.run(["validate", "--format", "json", NAME]);
    expect(JSON.parse(out)).toMatchObject({
      findings: [
        {
          code: "shared-machines",
          related: [{ manifest: OTHER, range: { start: { line: LINE, column: 15 } } }],
        },
      ],
    });
  });

  it("is told in SARIF at the other file", async () => {
    const { out } = await home.run(["validate", "--format", "sarif", NAME]);
    const [result] = (JSON.parse(out) as Log).runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(NAME);
    expect(result?.relatedLocations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: OTHER },
      region: { startLine: LINE, startColumn: 15 },
    });
  });

  it("is not the manifest itself by another name", async () => {
    const { out } = await home.run(["validate", "clusters/link.openvidu.yaml"]);
    expect(out).toContain("clusters/link.openvidu.yaml: 1 warning");
  });

  it("is told whatever folder the command runs in, by absolute paths too", async () => {
    const absolute = path.join(home.folder, NAME);
    const { out } = await home.run(["validate", absolute]);
    expect(out).toContain(`    ${path.join(home.folder, OTHER)}:${String(LINE)}:15: `);
  });
});
