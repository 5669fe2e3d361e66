import { describe, expect, it } from "vitest";
import { foldsOf } from "../../../../cluster/language/folding";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";

describe("folding", () => {
  it.each<[name: string, text: string, folds: string[]]>([
    ["a mapping", "ssh:\n  user: a\n  port: 1\n", ["0-2"]],
    ["not the blank lines below it", "ssh:\n  user: a\n\n\nname: b\n", ["0-1"]],
    ["a list and its items", "masterNodes:\n  - name: a\n    privateIp: b\n  - name: c\n", ["0-3", "1-2"]],
    ["a list in the first column", "modules:\n- a\n- b\n", ["0-2"]],
    ["nothing on one line", "ssh: { user: a }\nname: b\n", []],
    ["a flow mapping over lines, its bracket in sight", "ssh: {\n  user: a,\n  port: 1\n}\n", ["0-2"]],
    ["a flow list over lines, whose bracket ends a line", "modules: [a,\n  b]\n", ["0-1"]],
    ["text in a block", "x: |\n  a\n  b\n\nname: c\n", ["0-2"]],
    ["comments of several lines", "# a\n# b\nname: c\n# d\n", ["0-1 comment"]],
    ["comments inside of a mapping", "ssh:\n  # a\n  # b\n  user: c\n", ["0-3", "1-2 comment"]],
    ["no comment in a block of text", "x: |\n  # a\n  # b\n", ["0-2"]],
    ["comments at the end", "name: a\n# b\n# c", ["1-2 comment"]],
    ["what an anchor has, and not again at its alias", "x: &a\n  u: 1\ny: *a\nz: 1\n", ["0-1"]],
    ["with line ends of CR LF", "ssh:\r\n  user: a\r\n  port: 1\r\n", ["0-2"]],
    ["nothing in an empty file", "", []],
  ])("%s", (_, text, folds) => {
    const found = foldsOf(new ManifestDocument(text));
    expect(
      found.map(
        ({ kind, first, last }) => `${String(first)}-${String(last)}${kind === "comment" ? " comment" : ""}`,
      ),
    ).toEqual(folds);
  });
});
