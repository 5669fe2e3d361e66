import { describe, expect, it } from "vitest";
import { listWords, nearestWord } from "../../../cluster/nearest-word";

const KNOWN = ["observability", "openviduMeet", "v2compatibility", "pion"];

describe("the nearest word", () => {
  it.each([
    ["observabilty", "observability"],
    ["Observability", "observability"],
    ["openvidumeet", "openviduMeet"],
    ["v2compat", undefined],
    ["poin", "pion"],
    ["ipon", "pion"],
    ["pions", "pion"],
    ["p", undefined],
    ["", undefined],
    ["nothing", undefined],
    ["pion", "pion"],
  ])("to '%s' is %s", (written, expected) => {
    expect(nearestWord(written, KNOWN)).toBe(expected);
  });

  it("is none where no word is known", () => {
    expect(nearestWord("pion", [])).toBeUndefined();
  });

  it("is the first of equally near ones", () => {
    expect(nearestWord("cat", ["bat", "hat"])).toBe("bat");
  });
});

describe("words in a sentence", () => {
  it.each([
    [[], ""],
    [["a"], "a"],
    [["a", "b"], "a or b"],
    [["a", "b", "c"], "a, b or c"],
  ])("%j", (words, expected) => {
    expect(listWords(words)).toBe(expected);
  });

  it("may be joined by another word", () => {
    expect(listWords(["a", "b", "c"], "and")).toBe("a, b and c");
  });
});
