import { describe, expect, it } from "vitest";
import { selectionsAt } from "../../../../cluster/language/selection";
import { atCursor, textAt } from "./at-cursor";

describe("growing a selection", () => {
  it.each<[name: string, marked: string, texts: string[]]>([
    [
      "goes from a word over its value and key to the mapping and the manifest",
      "ssh:\n  user: u|b\n  port: 1\n",
      [
        "ub",
        "user: ub",
        "user: ub\n  port: 1",
        "ssh:\n  user: ub\n  port: 1",
        "ssh:\n  user: ub\n  port: 1\n",
      ],
    ],
    ["begins with a key", "ssh:\n  us|er: a\n", ["user", "user: a", "ssh:\n  user: a", "ssh:\n  user: a\n"]],
    ["takes in an item", "modules: [a, b|c]\n", ["bc", "[a, bc]", "modules: [a, bc]", "modules: [a, bc]\n"]],
    ["knows words in quotes", 'name: "a |bc"\n', ["bc", '"a bc"', 'name: "a bc"', 'name: "a bc"\n']],
    [
      "stays at an alias",
      "x: &a { u: 1 }\ny: *|a\n",
      ["a", "*a", "y: *a", "x: &a { u: 1 }\ny: *a", "x: &a { u: 1 }\ny: *a\n"],
    ],
    ["takes a comment's line", "name: a\n# b |cd\n", ["cd", "# b cd", "name: a\n# b cd\n"]],
    ["is the manifest where there is nothing", "name: a\n\n|\n", ["", "name: a\n\n\n"]],
    ["is nothing in an empty file", "|", [""]],
  ])("%s", (_, marked, texts) => {
    const { document, text, offset } = atCursor(marked);
    expect(selectionsAt(document, offset).map((range) => textAt(text, range))).toEqual(texts);
  });
});
