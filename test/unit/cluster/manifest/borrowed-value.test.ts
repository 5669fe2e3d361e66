import { describe, expect, it } from "vitest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { plainValue } from "../../../../cluster/manifest/plain-value";
import { formatPath } from "../../../../cluster/source-range";

/** A document, and the offset of the `|` in its text. */
function atCursor(marked: string): { document: ManifestDocument; offset: number } {
  return { document: new ManifestDocument(marked.replace("|", "")), offset: marked.indexOf("|") };
}

describe("a value that is written elsewhere", () => {
  it.each<[name: string, marked: string, kind: string, path: string, value: unknown]>([
    ["an alias", "x: &a { u: 1 }\nssh: *|a\n", "alias", "ssh", { u: 1 }],
    ["an alias, at its end", "x: &a 1\ny: *a|", "alias", "y", 1],
    [
      "an alias in a node",
      "x: &a 1\nmasterNodes:\n  - name: b\n  - ssh: *|a\n",
      "alias",
      "masterNodes[1].ssh",
      1,
    ],
    [
      "an alias as an item",
      "masterNodes:\n  - &a { name: b }\n  - *|a\n",
      "alias",
      "masterNodes[1]",
      { name: "b" },
    ],
    ["a merge key", "x: &a { u: 1 }\nssh:\n  <|<: *a\n", "merge", "ssh.<<", { u: 1 }],
    ["an alias after a merge key", "x: &a { u: 1 }\nssh:\n  <<: *|a\n", "alias", "ssh.<<", { u: 1 }],
    [
      "one of several merged",
      "x: &a { u: 1 }\ny: &b { v: 1 }\nssh: { <<: [*a, *|b] }\n",
      "alias",
      "ssh.<<[1]",
      { v: 1 },
    ],
    ["an alias in flow style", "{ x: &a 1, y: [*|a] }\n", "alias", "y[0]", 1],
    ["the nearest of two anchors of one name", "x: &a 1\ny: &a 2\nz: *|a\n", "alias", "z", 2],
    ["an alias after an explicit document", "---\nx: &a 1\ny: *|a\n...\n", "alias", "y", 1],
  ])("%s", (_, marked, kind, path, value) => {
    const { document, offset } = atCursor(marked);
    const found = document.reading.borrowedAt(offset);
    expect(found?.kind).toBe(kind);
    expect(formatPath(found?.path ?? [])).toBe(path);
    expect(found && plainValue(found.value)).toEqual(value);
  });

  it.each(["x: |1\n", "x: &|a 1\n", "y: *|a\n", "x: &a [*|a]\n", "|"])("is not at %j", (marked) => {
    const { document, offset } = atCursor(marked);
    expect(document.reading.borrowedAt(offset)).toBeUndefined();
  });
});

describe("the anchors before a place", () => {
  it.each<[name: string, marked: string, names: string[]]>([
    ["are those above", "x: &a 1\ny: |\nz: &b 1\n", ["a"]],
    ["take in those of a line that is not finished", "x: &a 1\ny: { u: &b 1, v: *|", ["a", "b"]],
    ["leave out those that the place is in", "x: &a { u: &b 1, v: | }\n", ["b"]],
    ["have a name once, where it was given last", "x: &a 1\nw: &b 1\ny: &a 2\nz: |\n", ["b", "a"]],
    ["are there in a document that is read as a whole", "---\nx: &a 1\n---\ny: |\n", ["a"]],
  ])("%s", (_, marked, names) => {
    const { document, offset } = atCursor(marked);
    expect([...document.reading.anchorsBefore(offset).keys()]).toEqual(names);
  });
});
