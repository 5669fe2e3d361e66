import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { findingsSarif } from "../../../cli/findings-sarif";
import { manifest, production } from "../../fixtures/manifest-builder";
import { sarifProblems } from "../../fixtures/sarif";

function sarifOf(text: string, name = "my folder/a.openvidu.yaml"): Log {
  const document = new ManifestDocument(text);
  return findingsSarif({ name, document, findings: checkManifest(document).findings });
}

describe("findings as SARIF", () => {
  it.each([
    ["without findings", production],
    ["with findings and related places", manifest(["port: 9200", "port: 9100"], ["pion", "poin"])],
    ["with a literal secret", manifest(["${secret:license}", "Lic3nse"])],
    ["with broken YAML", "name: [\n\tx"],
    ["of an empty file", ""],
  ])("are valid by the standard's schema: %s", async (_what, text) => {
    expect(await sarifProblems(sarifOf(text))).toEqual([]);
  });

  it("are refused by the same check where they are not", async () => {
    const log = sarifOf(production);
    const broken = { ...log, runs: [{ ...log.runs[0], results: [{ message: "text" }] }] };
    expect(await sarifProblems(broken as unknown as Log)).not.toEqual([]);
  });

  it("name file, rule, level and place, and never a secret", () => {
    const { runs } = sarifOf(manifest(["port: 9200", "port: 9100"], ["${secret:license}", "Lic3nse"]));
    const conflict = runs[0]?.results?.find(({ ruleId }) => ruleId === "port-conflicts");
    expect(conflict).toMatchObject({
      level: "error",
      locations: [{ physicalLocation: { artifactLocation: { uri: "my%20folder/a.openvidu.yaml" } } }],
    });
    expect(conflict?.locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(1);
    expect(conflict?.relatedLocations?.length).toBeGreaterThan(0);
    expect(JSON.stringify(runs)).not.toContain("Lic3nse");
  });
});
