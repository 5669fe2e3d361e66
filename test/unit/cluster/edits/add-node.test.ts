import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { addNode } from "../../../../cluster/edits/add-node";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { applyFix, findingsOf, manifest, production } from "../../../fixtures/manifest-builder";
import { soundManifests } from "../../server/sound-manifests";

function withNode(text: string, role: "master" | "media" = "media"): string | undefined {
  const change = addNode(new ManifestDocument(text), role);
  return change && applyFix(text, { title: "", changes: [change] });
}

const NODES = production.slice(production.indexOf("mediaNodes:"));

describe("a node is added", () => {
  it("with the next free name and addresses", () => {
    const after = withNode(production);
    expect(after).toBe(
      `${production}  - name: media-3\n    privateIp: 10.5.0.7\n    publicIp: 203.0.113.17\n`,
    );
    expect(findingsOf(after ?? "")).toEqual([]);
  });

  it("past names and addresses that other nodes have", () => {
    const text = manifest([
      "name: media-1\n    privateIp: 10.5.0.5",
      "name: media-3\n    privateIp: 10.5.0.7",
    ]);
    expect(withNode(text)).toContain("- name: media-4\n    privateIp: 10.5.0.8\n");
  });

  it.each([
    ["mediaNodes: [{ name: a, privateIp: 10.5.0.5, publicIp: 203.0.113.15 }]\n"],
    ["mediaNodes:\n  - { name: a, privateIp: 10.5.0.5, publicIp: 203.0.113.15 } # here\n"],
    ["mediaNodes:\n- name: a\n  privateIp: 10.5.0.5\n  publicIp: 203.0.113.15\n\n# end\n"],
    ["mediaNodes:\r\n    -   name: a\r\n        privateIp: 10.5.0.5\r\n        publicIp: 203.0.113.15"],
  ])("as the one before it is written: %j", (nodes) => {
    const text = manifest([NODES, nodes]);
    const after = withNode(text) ?? "";
    expect(findingsOf(after)).toEqual([]);
    expect(new ManifestDocument(after).nodeAtPath(["mediaNodes"])).toMatchObject({ items: { length: 2 } });
  });

  it.each(["mediaNodes:\n", "mediaNodes: []\n", "mediaNodes: # none yet\n"])(
    "to an empty list: %j",
    (nodes) => {
      const after = withNode(manifest([NODES, nodes])) ?? "";
      expect(after).toContain("mediaNodes:\n  - name: media-1");
    },
  );

  it("to the masters too", () => {
    expect(withNode(production, "master")).toContain("  - name: master-5\n    privateIp: 10.5.0.7\n");
  });

  it("to any sound manifest that has a list for it, and nothing else changes", () => {
    fc.assert(
      fc.property(soundManifests, fc.constantFrom("master" as const, "media" as const), (text, role) => {
        const key = role === "master" ? "masterNodes" : "mediaNodes";
        const before = parse(text, { merge: true }) as Record<string, { name: string }[]>;
        const after = withNode(text, role);
        expect(after !== undefined).toBe(key in before);
        if (after === undefined) return;
        const { [key]: nodes = [], ...others } = parse(after, { merge: true }) as typeof before;
        const { [key]: were = [], ...same } = before;
        expect(others).toEqual(same);
        expect(nodes.slice(0, -1)).toEqual(were);
        const added = nodes.at(-1)?.name;
        expect(added).toBeTypeOf("string");
        expect(were.map(({ name }) => name)).not.toContain(added);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it.each(["'#1'", '"007"', "'a: 1'", "é"])("whose name is text, like that of %s", (name) => {
    const after = withNode(manifest(["name: media-2", `name: ${name}`])) ?? "";
    const { mediaNodes } = parse(after) as { mediaNodes: { name: unknown }[] };
    expect(mediaNodes.at(-1)?.name).toBeTypeOf("string");
    expect(mediaNodes).toHaveLength(3);
  });

  it("not where the list is written for another place", () => {
    expect(
      withNode(manifest([NODES, "mediaNodes: *nodes\n"], ["masterNodes:", "masterNodes: &nodes"])),
    ).toBeUndefined();
  });
});
