import { describe, expect, it } from "vitest";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { overlaps } from "../../../server/positions";

const at = (line: number, character: number) => ({ line, character });

describe("offsets of positions", () => {
  it.each([
    ["the start", "ab\ncd", at(0, 0), 0],
    ["a second line", "ab\ncd", at(1, 1), 4],
    ["a line's end", "ab\ncd", at(0, 2), 2],
    ["behind a line's end", "ab\ncd", at(0, 9), 2],
    ["behind a line's end with a carriage return", "ab\r\ncd", at(0, 9), 2],
    ["behind the last line", "ab\ncd", at(9, 0), 5],
    ["before a line's start", "ab\ncd", at(1, -1), 3],
    ["after a character of two units", "😀b", at(0, 2), 2],
    ["an empty text", "", at(0, 0), 0],
  ])("%s", (_, text, position, offset) => {
    expect(new ManifestDocument(text).offsetAt(position)).toBe(offset);
  });

  it("are those that the document counts back", () => {
    const text = "name: a\r\n\r\nssh: {}\nlast";
    const document = new ManifestDocument(text);
    for (const [line, character] of [
      [0, 3],
      [1, 0],
      [2, 7],
      [3, 4],
    ] as const) {
      expect(document.positionAt(document.offsetAt(at(line, character)))).toEqual(at(line, character));
    }
  });
});

describe("ranges", () => {
  const range = { start: at(1, 2), end: at(1, 5) };
  it.each([
    ["inside", at(1, 3), at(1, 3), true],
    ["around", at(0, 0), at(9, 0), true],
    ["at its end", at(1, 5), at(1, 5), true],
    ["after it", at(1, 6), at(1, 7), false],
    ["on the line above", at(0, 2), at(0, 5), false],
  ])("%s", (_, start, end, expected) => {
    expect(overlaps(range, { start, end })).toBe(expected);
  });
});
