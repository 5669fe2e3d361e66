import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDocument } from "yaml";
import { brokenItems, completeAt } from "./completing";
import { soundManifests } from "./sound-manifests";

const typed = fc.constantFrom("", "", "p", "na", "*");

it("any item, taken anywhere in a sound manifest, leaves one that parses and means what its label says", () => {
  let offered = 0;
  fc.assert(
    fc.property(soundManifests, fc.nat(), typed, (text, place, word) => {
      expect(parseDocument(text, { logLevel: "silent" }).errors).toEqual([]);
      const free = Array.from({ length: text.length + 1 }, (_, offset) => offset).filter(
        (offset) => text.slice(offset - 1, offset + 1) !== "\r\n",
      );
      const at = free[place % free.length] ?? 0;
      // A word typed into the middle of another is another story.
      const isAlone =
        /(?:^|[\s{[])$/.test(text.slice(0, at)) && /^[ \t]*(?:[,}\]\r\n]|$)/.test(text.slice(at));
      if (word !== "" && !isAlone) return;
      const asked = text.slice(0, at) + word + text.slice(at);
      expect(brokenItems(asked, at + word.length)).toEqual([]);
      offered += completeAt(asked, at + word.length).items.length;
    }),
    { numRuns: 1500 },
  );
  expect(offered).toBeGreaterThan(1000);
}, 120_000);
