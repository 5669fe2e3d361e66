import { describe, expect, it, vi } from "vitest";
import { removeEntries } from "../../../../cluster/edits/remove-entries";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import type { Path } from "../../../../cluster/source-range";

/** The text without what stands at the paths. */
function without(text: string, ...paths: Path[]): string {
  const document = new ManifestDocument(text);
  const { changes } = removeEntries(document, paths);
  document.edit([...changes].sort(({ range: one }, { range: other }) => other.start - one.start));
  return document.text;
}

describe("removing entries", () => {
  it.each<[what: string, text: string, paths: Path[], after: string]>([
    ["the first of a list in brackets", "a: [x, y, z]\n", [["a", 0]], "a: [y, z]\n"],
    ["one in the middle", "a: [x, y, z]\n", [["a", 1]], "a: [x, z]\n"],
    ["the last", "a: [x, y, z]\n", [["a", 2]], "a: [x, y]\n"],
    [
      "two that stand apart",
      "a: [v, w, x, y, z]\n",
      [
        ["a", 1],
        ["a", 3],
      ],
      "a: [v, x, z]\n",
    ],
    ["one between aliases", "k: &k 1\na: [x, *k, y, *k, z]\n", [["a", 2]], "k: &k 1\na: [x, *k, *k, z]\n"],
    ["one behind an alias", "k: &k 1\na: [*k, y]\n", [["a", 1]], "k: &k 1\na: [*k, ]\n"],
    ["an item with its line", "a:\n  - x\n  - y\n", [["a", 0]], "a:\n  - y\n"],
    ["the key behind a dash", "a:\n  - b: 1\n    c: 2\n", [["a", 0, "b"]], "a:\n  - c: 2\n"],
    [
      "a key beside merged ones",
      "k: &k { m: 1 }\na:\n  <<: *k\n  b: 1\n  c: 2\n",
      [["a", "b"]],
      "k: &k { m: 1 }\na:\n  <<: *k\n  c: 2\n",
    ],
    ["what is left empty", "a:\n  b: [x]\nc: 1\n", [["a", "b", 0]], "c: 1\n"],
  ])("%s", (_, text, paths, after) => {
    expect(without(text, ...paths)).toBe(after);
  });

  it("looks at the neighbours alone, however long the list is", () => {
    const document = new ManifestDocument(`a: [${"x, ".repeat(10_000)}y]\n`);
    const slice = vi.spyOn(document, "slice");
    expect(removeEntries(document, [["a", 5000]]).changes).toHaveLength(1);
    expect(slice.mock.calls.length).toBeLessThan(50);
  });
});
