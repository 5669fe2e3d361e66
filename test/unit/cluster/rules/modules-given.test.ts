import { describe, expect, it } from "vitest";
import { applyFix, findingsOf, manifest, told } from "../../../fixtures/manifest-builder";

const LINE = "modules: [observability, openviduMeet, v2compatibility]\n";
const MESSAGE =
  "'modules' must name at least one module: [observability, v2compatibility, openviduMeet]. The installer needs the list.";

describe("the list of modules", () => {
  it.each([
    ["left out", manifest([LINE, ""]), `error [name] ${MESSAGE}`],
    ["empty", manifest([LINE, "modules: []\n"]), `error [[]] ${MESSAGE}`],
  ])("%s is an error, with all the release's modules as its fix", (_what, text, expected) => {
    expect(told(text)).toEqual([expected]);
    const fix = findingsOf(text)[0]?.fixes[0];
    if (fix === undefined) throw new Error("no fix");
    expect(told(applyFix(text, fix))).toEqual([]);
  });

  it("misspelt is one finding", () => {
    expect(told(manifest(["modules:", "modulez:"]))).toHaveLength(1);
  });
});
