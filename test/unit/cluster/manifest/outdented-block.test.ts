import { describe, expect, it } from "vitest";
import {
  applyFix,
  findingsOf,
  manifest,
  onlyFinding,
  production,
  told,
} from "../../../fixtures/manifest-builder";

const TOO_FAR_LEFT = "stands in the column of the key that it belongs to. Indent it.";

describe("a block's keys in the column of the key above them", () => {
  it.each([
    [
      "the only one of a top-level block",
      manifest(["  type: letsencrypt", "type: letsencrypt"]),
      `error [type] 'type' belongs to 'certificate' above, and ${TOO_FAR_LEFT}`,
    ],
    [
      "all of them",
      production.replace(/(?<=ingress:\n)(?: {2}.*\n)+/, (block) => block.replaceAll(/^ {2}/gm, "")),
      `error [rtmp] 'rtmp' belongs to 'ingress' above, and so do the 3 keys below it: they stand in the column of the key that they belong to. Indent them.`,
    ],
  ])("are one finding, with the fix that indents them: %s", (_, text, expected) => {
    expect(told(text)).toEqual([expected]);
    const [fix, ...more] = onlyFinding(text).fixes;
    expect(more).toEqual([]);
    expect(fix && applyFix(text, fix)).toBe(production);
  });

  it("are one finding in a node", () => {
    const block = "    ssh:\n      port: 2222\n      user: admin # the image's\n";
    const before = manifest(["  - name: master-3\n", `  - name: master-3\n${block}`]);
    const text = before.replace(/ {6}(?=port: 2222|user: admin)/g, "    ");
    const [found, ...more] = findingsOf(text).filter(({ severity }) => severity === "error");
    expect(more).toEqual([]);
    expect(found?.message).toContain("'port' belongs to 'ssh' above");
    const [fix] = found?.fixes ?? [];
    expect(fix && applyFix(text, fix)).toBe(before);
  });

  it("go with what is in them, with lines that end as on Windows", () => {
    const before = manifest(["  user: ubuntu\n", "  user: >-\n    ubuntu\n\n  # the key\n"]).replaceAll(
      "\n",
      "\r\n",
    );
    const text = before.replace(/(?<=ssh:\r\n)(?: {2}.*\r\n|\r\n)+/, (block) =>
      block.replaceAll(/^ {2}/gm, ""),
    );
    const [fix] = onlyFinding(text).fixes;
    expect(fix && applyFix(text, fix)).toBe(before);
  });

  it("are none where the key above them has a value, or they are not its own", () => {
    expect(told(manifest(["rtcEngine: pion", "rtcEngine: pion\ntype: letsencrypt"]))).toEqual([
      expect.stringContaining("'type' is not a key of a manifest."),
    ]);
    expect(told(manifest(["  type: letsencrypt", "rtmp: true"])).length).toBe(2);
  });
});
