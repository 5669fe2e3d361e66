import { describe, expect, it } from "vitest";
import { findingsOf, manifest, told } from "../../../fixtures/manifest-builder";

const at = (version: string, ...more: [string, string][]): string =>
  manifest(["release: 3.8.0", `release: ${version}`], ...more);

describe("what later releases dropped", () => {
  it("is tagged as such, with the release that dropped it", () => {
    const text = at("3.3.0", ["openviduMeet", "app"], ["rtcEngine: pion", "turnDomain: turn.example.io"]);
    expect(told(text, "dropped-later")).toEqual([
      "hint [turnDomain] From 3.6.0 on no release takes 'turnDomain'.",
      "hint [app] From 3.4.0 on no release takes the module 'app'.",
    ]);
    expect(findingsOf(text, "dropped-later").map(({ tags }) => tags)).toEqual([
      ["deprecated"],
      ["deprecated"],
    ]);
  });

  it("is nothing that the newest release takes", () => {
    expect(told(at("3.4.0"), "dropped-later")).toEqual([]);
  });
});
