import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockSkew } from "../../../../operations/phases/gather-facts";
import { lineSplitter } from "../../../../operations/phases/line-splitter";

function split(...pieces: readonly string[]): string[] {
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return lines;
}

describe("a stream's lines", () => {
  it("are put together across pieces, and the last needs no end", () => {
    expect(split("one\ntw", "o\r\nthr", "ee")).toEqual(["one", "two", "three"]);
  });

  it("show of a progress bar what it ended with", () => {
    expect(split("10%\r50%\r100%\nnext")).toEqual(["100%", "next"]);
  });

  it("are the same wherever the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "\n", "c\nd")), (pieces) => {
        expect(split(...pieces)).toEqual(split(pieces.join("")));
      }),
    );
  });
});

describe("a node's clock", () => {
  it.each([
    [100_000, 99_000, 101_000, undefined],
    [104_000, 99_000, 101_000, undefined],
    [161_000, 99_000, 101_000, "60 s ahead of"],
    [39_000, 99_000, 101_000, "60 s behind"],
    // A slow answer proves nothing.
    [100_000, 40_000, 160_000, undefined],
  ])("at %i, asked at %i, answered at %i: %s", (time, asked, answered, skew) => {
    expect(clockSkew(time, asked, answered)).toBe(skew);
  });
});
