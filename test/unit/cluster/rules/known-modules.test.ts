import { describe, expect, it } from "vitest";
import {
  AT_BETA1,
  applyFix,
  manifest,
  onlyFinding,
  replace,
  toldBesidesAge,
} from "../../../fixtures/manifest-builder";

const at = (modules: string): string => manifest(["[observability, openviduMeet, v2compatibility]", modules]);

describe("the modules", () => {
  it("may be any of the release's, in any order", () => {
    for (const modules of ["[v2compatibility]", "[v2compatibility, openviduMeet, observability]"])
      expect(toldBesidesAge(at(modules))).toEqual([]);
  });

  it("are corrected to the nearest one", () => {
    const text = at("[observabilty, openviduMeet]");
    const finding = onlyFinding(text);
    expect(toldBesidesAge(text)).toEqual([
      "error [observabilty] Release 3.8.0 has no module 'observabilty'. Did you mean 'observability'?",
    ]);
    expect(finding.fixes.map(({ title }) => title)).toEqual(["Change to 'observability'"]);
    expect(finding.fixes.map((fix) => toldBesidesAge(applyFix(text, fix)))).toEqual([[]]);
  });

  it("of another release become the module that has their place", () => {
    const text = at("[observability, app]");
    const [fix] = onlyFinding(text).fixes;
    if (fix === undefined) throw new Error("No fix.");
    expect(applyFix(text, fix)).toContain("modules: [observability, openviduMeet]");
  });

  it("of another release are told as such", () => {
    expect(toldBesidesAge(at("[app]"))).toEqual([
      "error [app] Release 3.8.0 has no module 'app'. It belongs to 3.0.0-beta1 to 3.3.0; here are observability, v2compatibility and openviduMeet.",
    ]);
    const beta = replace(manifest(...AT_BETA1), ["app", "openviduMeet"]);
    expect(toldBesidesAge(beta)).toEqual([
      "error [openviduMeet] Release 3.0.0-beta1 has no module 'openviduMeet'. It belongs to 3.4.0 to 3.9.0; here are observability, v2compatibility and app.",
    ]);
  });

  it("never suggest one that is there already", () => {
    const { fixes } = onlyFinding(at("[observability, observabilty]"));
    expect(fixes.map(({ title }) => title)).toEqual(["Remove 'observabilty'"]);
  });

  it("are listed once", () => {
    expect(toldBesidesAge(at("[observability, observability]"))).toEqual([
      "error [observability] 'observability' is in the list twice. Remove one.",
    ]);
  });

  it("are not judged where the release is unknown", () => {
    expect(toldBesidesAge(replace(at("[foo]"), ["3.8.0", "1.0.0"]), "known-modules")).toEqual([]);
  });
});
