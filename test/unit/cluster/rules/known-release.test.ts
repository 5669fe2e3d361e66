import { describe, expect, it } from "vitest";
import {
  applyFix,
  manifest,
  onlyFinding,
  production,
  textAt,
  told,
} from "../../../fixtures/manifest-builder";

const at = (release: string): string => manifest(["release: 3.8.0", `release: ${release}`]);

describe("the release", () => {
  it("is quiet where the catalogue has it", () => {
    expect(told(production, "known-release")).toEqual([]);
  });

  it("latest: is told as a piece of advice, with a fix that pins it", () => {
    const text = at("latest");
    const finding = onlyFinding(text);
    expect(told(text)).toEqual([
      "information [latest] 'latest' is whatever is newest on the day of installation; nodes added later may differ. Checked as 3.9.0, the newest known here.",
    ]);
    expect(finding.fixes.map((fix) => fix.title)).toEqual(["Pin to '3.9.0'"]);
    expect(finding.fixes.map((fix) => applyFix(text, fix))).toEqual([at("3.9.0")]);
  });

  it.each(["3.9.1", "3.10.0", "4.0.0-beta1"])(
    "newer than the catalogue: %s is a warning that names the one used",
    (release) => {
      expect(told(at(release))).toEqual([
        `warning [${release}] Release ${release} is newer than this tool knows. It is checked and installed with the facts of 3.9.0.`,
      ]);
    },
  );

  it.each([
    ["3.7.9", ["3.7.0", "3.8.0"]],
    ["3.8.1", ["3.8.0", "3.9.0"]],
    ["2.30.0", ["3.0.0-beta1"]],
    ['"2.0"', ["3.0.0-beta1"]],
    ["newest", ["3.8.0", "3.9.0"]],
    ['"3.8.0 "', ["3.8.0"]],
    ["v3.8.0", ["3.8.0"]],
    ["3.4.x", ["3.4.0", "3.4.1"]],
    ["constructor", ["3.8.0", "3.9.0"]],
  ])("unknown: %s is an error with the nearest known ones", (release, near) => {
    const text = at(release);
    const finding = onlyFinding(text);
    expect(finding.code).toBe("known-release");
    expect(finding.severity).toBe("error");
    expect(finding.message).toContain(`Nearest known: ${near.join(" or ")}.`);
    expect(finding.fixes.map((fix) => fix.title)).toEqual(near.map((version) => `Change to '${version}'`));
    for (const fix of finding.fixes) expect(told(applyFix(text, fix), "known-release")).toEqual([]);
  });

  const NEWER = "is newer than this tool knows; the newest known is 3.9.0.";

  it.each([
    ["3.8", "A release has three numbers: '3.8.0', not '3.8'.", ["3.8.0"]],
    ["3", "A release has three numbers: '3.0.0', not '3'.", ["3.0.0"]],
    ["3.10", `A release has three numbers: '3.10.0', not '3.10'. 3.10.0 ${NEWER}`, ["3.10.0", "3.9.0"]],
    ["4.0", `A release has three numbers: '4.0.0', not '4.0'. 4.0.0 ${NEWER}`, ["4.0.0", "3.9.0"]],
  ])("of fewer numbers, %s, is told to have three", (release, message, instead) => {
    const text = at(`"${release}"`);
    const finding = onlyFinding(text);
    expect(finding.message).toBe(message);
    expect(finding.fixes.map((fix) => fix.title)).toEqual(instead.map((version) => `Change to '${version}'`));
    for (const fix of finding.fixes) {
      expect(told(applyFix(text, fix), "known-release").join()).not.toContain("error");
    }
  });

  it("marks a quoted release with its quotes, so that the fix replaces all of it", () => {
    const text = at("'3.7.9'");
    expect(textAt(text, onlyFinding(text).range)).toBe("'3.7.9'");
  });
});
