import { describe, expect, it } from "vitest";
import { breakingCharacter, nameCharacter } from "../../../../cluster/installer/breaking-characters";

describe("a character that the official scripts break a value at", () => {
  it.each([
    ["abcXYZ019", undefined],
    ["a-b_c.d:e,f;g!h?i$j%k*l(m)n+o~p@q^r{s}t[u]v<w>x`y\\z", undefined],
    ["é😀", undefined],
    ["", undefined],
    ["a b", " "],
    ["\ta", "\t"],
    ["a\n", "\n"],
    ["a\u00a0b", "\u00a0"],
    ["a'b", "'"],
    ['a"b', '"'],
    ["a#b", "#"],
    ["a=", "="],
    ["a|b&c", "|"],
    ["a&b", "&"],
    ["/a", "/"],
  ])("in %j is %j", (value, expected) => {
    expect(breakingCharacter(value)).toBe(expected);
  });

  it.each([
    [" ", "a blank"],
    ["\t", "a blank"],
    ["\n", "a line break"],
    ["\r", "a line break"],
    ["#", "#"],
  ])("%j is called %s", (character, name) => {
    expect(nameCharacter(character)).toBe(name);
  });
});
