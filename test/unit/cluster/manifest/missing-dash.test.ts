import { describe, expect, it } from "vitest";
import { applyFix, manifest, onlyFinding, production, told } from "../../../fixtures/manifest-builder";

/** What is told of a change of the production example, and what its fix makes of it. */
function mended(from: string, to: string): { readonly told: string[]; readonly after: string | undefined } {
  const text = manifest([from, to]);
  const [fix] = onlyFinding(text).fixes;
  return { told: told(text), after: fix && applyFix(text, fix) };
}

describe("a '-' that is missing", () => {
  it.each([
    ["the first of a list, blanked", "  - name: media-1", "    name: media-1", "'mediaNodes'"],
    ["the first of a list, gone", "  - name: media-1", "  name: media-1", "'mediaNodes'"],
    ["the first with a list in the item", "  - name: master-1", "    name: master-1", "'masterNodes'"],
    ["a later one, gone", "  - name: master-2", "  name: master-2", "a list"],
    ["the last one, gone", "  - name: media-2", "  name: media-2", "a list"],
  ])("is one finding, with the fix: %s", (_, from, to, list) => {
    const { told: lines, after } = mended(from, to);
    expect(lines).toEqual([
      `error [name] A '-' is missing in front of 'name': each item of ${list} begins with one.`,
    ]);
    expect(after).toBe(production);
  });

  it("between two items that seem to be one is one finding, not one for each key", () => {
    const { told: lines, after } = mended("  - name: master-2", "    name: master-2");
    expect(lines).toEqual([
      "error [name] 'name' is here twice, and so are the keys below it. Is a '-' missing in front of this one?",
    ]);
    expect(after).toBe(production);
  });

  it("is not guessed where one key is there twice", () => {
    const { told: lines, after } = mended("    privateIp: 10.5.0.2", "    name: x\n    privateIp: 10.5.0.2");
    expect(lines).toEqual(["error [name] 'name' is here twice; only one can count. Remove one of them."]);
    expect(after).toBe(production);
  });

  it("in a list inside of a node", () => {
    const { told: lines } = mended(
      "      - { name: backup-agent, port: 9200, protocol: tcp }",
      "        name: backup-agent\n        port: 9200\n        protocol: tcp\n      - { name: b, port: 9300, protocol: tcp }",
    );
    expect(lines).toEqual([
      "error [name] A '-' is missing in front of 'name': each item of 'otherServices' begins with one.",
    ]);
  });

  it("a blank after it that is missing", () => {
    const { told: lines, after } = mended("  - name: media-2", "  -name: media-2");
    expect(lines).toEqual(["error [-] A blank belongs after an item's '-'."]);
    expect(after).toBe(production);
  });
});

describe("a node's key in the first column", () => {
  it("is one finding, with the fix", () => {
    const { told: lines, after } = mended("    publicIp: 203.0.113.12", "publicIp: 203.0.113.12");
    expect(lines).toEqual([
      "error [publicIp] 'publicIp' stands in the first column, and is no key of a manifest's top level. Indent it like the lines above it.",
    ]);
    expect(after).toBe(production);
  });

  it("below the last node is told to belong to a node", () => {
    expect(
      told(manifest(["    publicIp: 203.0.113.16", "publicIp: 203.0.113.16"]), "schema-unknown-key"),
    ).toEqual([
      "error [publicIp] 'publicIp' is not a key of a manifest. It belongs to a node: indent it more.",
    ]);
  });
});
