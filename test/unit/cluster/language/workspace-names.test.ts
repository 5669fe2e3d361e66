import { describe, expect, it } from "vitest";
import { namesMatching } from "../../../../cluster/language/workspace-names";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { production } from "../../../fixtures/manifest-builder";

function names(text: string, query: string): string[] {
  return namesMatching(new ManifestDocument(text), query).map(
    ({ kind, name, cluster }) => `${kind} ${name}${cluster === undefined ? "" : ` of ${cluster}`}`,
  );
}

describe("names in the workspace", () => {
  it.each<[query: string, found: string[]]>([
    ["prod", ["cluster production"]],
    ["media", ["node media-1 of production", "node media-2 of production"]],
    ["M2", ["node master-2 of production", "node media-2 of production"]],
    ["nothing", []],
  ])("are found by the letters %j", (query, found) => {
    expect(names(production, query)).toEqual(found);
  });

  it("are all found by none", () => {
    expect(names(production, "")).toHaveLength(7);
  });

  it("are found in a manifest without a name of its own", () => {
    expect(names("mediaNodes:\n  - name: m\n", "")).toEqual(["node m"]);
    expect(names("", "")).toEqual([]);
  });
});
