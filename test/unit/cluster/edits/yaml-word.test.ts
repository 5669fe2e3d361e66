import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { yamlWord } from "../../../../cluster/edits/yaml-word";

it.each<[value: string | number | boolean, written: string]>([
  ["ufw", "ufw"],
  ["3.8.0", "3.8.0"],
  ["3.10", '"3.10"'],
  ["0x1f", '"0x1f"'],
  ["true", '"true"'],
  [true, "true"],
  [22, "22"],
  ["http://get.openvidu.io", "http://get.openvidu.io"],
  ["${secret:license}", "${secret:license}"],
  ["a b", '"a b"'],
])("%j is written so that it is read back", (value, written) => {
  expect(yamlWord(value, undefined, "block")).toBe(written);
  expect(parse(`a: ${yamlWord(value, undefined, "block")}`)).toEqual({ a: value });
  expect(parse(`{ a: ${yamlWord(value, undefined, "flow")} }`)).toEqual({ a: value });
});

it.each(["'", '"'] as const)("%s stays where it was", (quote) => {
  expect(yamlWord("ufw", quote, "block")).toBe(`${quote}ufw${quote}`);
});

it("any text is written so that it is read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      expect(parse(`a: ${yamlWord(value, undefined, "block")}`)).toEqual({ a: value });
      expect(parse(`{ a: ${yamlWord(value, undefined, "flow")} }`)).toEqual({ a: value });
    }),
    { numRuns: 500 },
  );
});
