import { describe, expect, it } from "vitest";
import { indentDash, indentNewLine } from "../../../../cluster/format/format-on-type";
import { textAfter } from "../../../../cluster/format/format-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";

/** The text with a line indented; `¦` is where the cursor stands. */
function typed(text: string, indent: typeof indentDash): string {
  const offset = text.indexOf("¦");
  const plain = text.replace("¦", "");
  return textAfter(plain, indent(new ManifestDocument(plain), offset, 2));
}

describe("a new line", () => {
  it.each([
    ["below a key", "ssh:\n¦", "ssh:\n  "],
    ["below a key with a comment", "a:\n  ssh: # ours\n¦", "a:\n  ssh: # ours\n    "],
    ["below a key with an anchor", "ssh: &s\n¦", "ssh: &s\n  "],
    ["below a block text's key", "a: |\n¦", "a: |\n  "],
    ["beside the first key of an item", "m:\n  - name: x\n¦", "m:\n  - name: x\n    "],
    ["below a key of an item", "m:\n  - ssh:\n¦", "m:\n  - ssh:\n      "],
    ["below a lone dash", "m:\n  -\n¦", "m:\n  -\n    "],
    ["beside a key with a value", "a:\n  b: 1\n¦", "a:\n  b: 1\n  "],
    ["beside an item", "m:\n  - x\n¦", "m:\n  - x\n  "],
    ["past comments and blank lines", "a:\n  b: 1\n# c\n\n¦\nd: 1\n", "a:\n  b: 1\n# c\n\n  \nd: 1\n"],
    ["with too many blanks", "a: 1\n      ¦", "a: 1\n"],
  ])("%s is indented", (_, before, after) => {
    expect(typed(before, indentNewLine)).toBe(after);
  });

  it.each(["a: [1,\n¦", 'a: "x\n¦', "a: 1\n¦b: 2\n", "¦"])("is left alone in %j", (text) => {
    expect(typed(text, indentNewLine)).toBe(text.replace("¦", ""));
  });
});

describe("a dash", () => {
  it.each([
    ["m:\n-¦", "m:\n  -"],
    ["a:\n  - m:\n        -¦", "a:\n  - m:\n      -"],
  ])("begins a list below its key: %j", (before, after) => {
    expect(typed(before, indentDash)).toBe(after);
  });

  it.each(["m:\n  - x\n  -¦", "a: |\n  -¦", "a: 1\n-¦", "a: x-¦"])("is left alone in %j", (text) => {
    expect(typed(text, indentDash)).toBe(text.replace("¦", ""));
  });
});
