import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { safeChanges } from "../../../../cluster/edits/safe-fixes";
import type { Finding, Fix } from "../../../../cluster/finding";
import { applyFix, findingsOf, manifest, production } from "../../../fixtures/manifest-builder";

function finding(...fixes: readonly Fix[]): Finding {
  const range = { start: 0, end: 0 };
  return { code: "any", severity: "error", message: "", range, related: [], fixes };
}

function change(start: number, end: number, newText: string, safe = true): Fix {
  const changes = [{ range: { start, end }, newText }];
  return safe ? { title: "", changes, safe: true } : { title: "", changes };
}

function fixed(text: string): string {
  return applyFix(text, { title: "", changes: safeChanges(findingsOf(text)) });
}

describe("the changes of all safe fixes", () => {
  it("leave out what is only a guess", () => {
    expect(safeChanges([finding(change(0, 1, "a", false)), finding()])).toEqual([]);
  });

  it("take the safe one among several of a finding", () => {
    const safe = change(5, 6, "b");
    expect(safeChanges([finding(change(5, 6, "a", false), safe)])).toEqual(safe.changes);
  });

  it.each([
    ["the same place", change(3, 5, "y")],
    ["a part of it", change(4, 5, "y")],
    ["the place next to it", change(5, 7, "y")],
    ["a place that it is in", change(0, 9, "y")],
  ])("take the first of two for %s", (_, other) => {
    const first = change(3, 5, "x");
    expect(safeChanges([finding(first), finding(other)])).toEqual(first.changes);
  });

  it("take all of a fix or nothing", () => {
    const first = change(0, 2, "x");
    const double: Fix = {
      title: "",
      safe: true,
      changes: [...change(10, 12, "y").changes, ...change(1, 2, "z").changes],
    };
    const last = change(10, 12, "w");
    expect(safeChanges([finding(first), finding(double), finding(last)])).toEqual([
      ...first.changes,
      ...last.changes,
    ]);
  });

  it.each(["1.10", "2.30", '"2.0"', "3.99", "3.10", "nothing"])(
    "leave a release alone that is only near another one: %s",
    (release) => {
      const text = manifest(["release: 3.8.0", `release: ${release}`]);
      expect(fixed(text)).toBe(text);
    },
  );

  const faults: readonly (readonly [string, string])[] = [
    ["rtmp: true", "rtmp: yes"],
    ["whip: true", "whip: 'true'"],
    ["publicMinio: false", "publicMinio: No"],
    ["release: 3.8.0", "release: 3.8"],
    ["domain: openvidu.example.io", "domain: OpenVidu.example.IO"],
    ["observability,", "observabilty,"],
    ["rtcEngine:", "rtcEngin:"],
    ["- name: media-2", "- name: media-1"],
    ["protocol: tcp", "protocol: TCP"],
    ["port: 9200", 'port: "9200"'],
    ["license: ${secret:license}", "license: hunter2"],
  ];

  it("leave a manifest that parses, without the findings that they were for, and nothing more to do", () => {
    fc.assert(
      fc.property(fc.subarray([...faults]), fc.boolean(), (chosen, crlf) => {
        const broken = manifest(...chosen);
        const text = crlf ? broken.replaceAll("\n", "\r\n") : broken;
        const before = findingsOf(text);
        const after = fixed(text);
        expect(parseDocument(after).errors).toEqual([]);
        const isSafe = ({ fixes }: Finding): boolean => fixes.some((fix) => fix.safe === true);
        expect(findingsOf(after).filter(isSafe)).toEqual([]);
        const left = before.filter((each) => !isSafe(each)).map(({ code }) => code);
        expect(findingsOf(after).map(({ code }) => code)).toEqual(expect.arrayContaining(left));
        expect(fixed(after)).toBe(after);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each([
    ["every two spaces", production.replaceAll(/^ {2}/gm, "\t")],
    ["every level", production.replaceAll(/^(?: {2})+/gm, (indent) => "\t".repeat(indent.length / 2))],
    ["one line", manifest(["  - name: master-1", "\t- name: master-1"])],
  ])("write spaces for the tabs that indent: %s", (_, text) => {
    expect(fixed(text)).toBe(production);
  });

  it.each([
    ["a tab that is not all that is wrong", manifest(["  rtmp: true", "\trtmp: [true"])],
    [
      "a tab after which a key would be in the wrong place",
      manifest(["    publicIp: 203.0.113.13", "    ssh:\n      port: 2222\n\t\t\tpublicIp: 203.0.113.13"]),
    ],
  ])("leave %s alone", (_, text) => {
    expect(findingsOf(text).length).toBeGreaterThan(0);
    expect(fixed(text)).toBe(text);
  });

  it("are none for a manifest without a finding", () => {
    expect(fixed(production)).toBe(production);
  });
});
