import { describe, expect, it } from "vitest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { childOf, type SequenceNode, type ValueNode } from "../../../../cluster/manifest/value-node";
import { manifest } from "../../../fixtures/manifest-builder";

function list(document: ManifestDocument, key: string): SequenceNode {
  const node = childOf(document.root, key);
  if (node?.kind !== "sequence") throw new Error(`${key} is no list.`);
  return node;
}

function edit(document: ManifestDocument, was: string, is: string): void {
  const start = document.text.indexOf(was);
  document.edit([{ range: { start, end: start + was.length }, newText: is }]);
}

describe("a list of nodes after an edit in one of them", () => {
  it("says which one is another, and keeps the rest", () => {
    const document = new ManifestDocument(manifest());
    const before = list(document, "mediaNodes").items;
    edit(document, "media-2", "media-22");
    edit(document, "media-22", "media-222");
    const after = list(document, "mediaNodes");
    expect(after.replaced).toEqual({ of: before, at: 1 });
    expect(after.items[0]).toBe(before[0]);
    expect(after.items[1]).not.toBe(before[1]);
  });

  it("says nothing where more has changed", () => {
    const known = (change: (document: ManifestDocument) => void): unknown => {
      const document = new ManifestDocument(manifest());
      expect(document.root).toBeDefined();
      change(document);
      return list(document, "mediaNodes").replaced;
    };
    expect(
      known((document) => {
        edit(document, "media-1", "media-11");
        edit(document, "media-2", "media-22");
      }),
    ).toBeUndefined();
    expect(
      known((document) => {
        edit(document, "media-2", "&m media-2");
      }),
    ).toBeUndefined();
    expect(
      known((document) => {
        edit(document, "media-2", "[media-2");
      }),
    ).toBeUndefined();
  });

  it("stands where it is by now", () => {
    const document = new ManifestDocument(manifest());
    const wholeRange = (node: ValueNode | undefined): string =>
      node === undefined ? "" : document.slice(node.range.start, node.range.end);
    edit(document, "master-2", "a-much-longer-name-of-a-master");
    edit(document, "media-2", "m");
    const fresh = new ManifestDocument(document.text);
    for (const key of ["masterNodes", "mediaNodes"])
      expect(list(document, key).range).toEqual(list(fresh, key).range);
    expect(wholeRange(document.root)).toBe(
      document.text.slice(fresh.root?.range.start, fresh.root?.range.end),
    );
  });
});
