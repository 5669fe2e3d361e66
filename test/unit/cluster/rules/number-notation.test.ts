import { describe, expect, it } from "vitest";
import { applyFix, manifest, onlyFinding, told } from "../../../fixtures/manifest-builder";

describe("a port", () => {
  it.each([
    ["02022", "2022", "; other tools read it as octal, 1042"],
    ["0999", "999", ""],
    ["0o700", "448", ""],
    ["0x7d0", "2000", ""],
    ["1e3", "1000", ""],
    ["922.0", "922", ""],
    ["+922", "922", ""],
  ])("%s is read as %s", (written, read, elsewhere) => {
    for (const at of [
      manifest(["ssh:\n", `ssh:\n  port: ${written}\n`]),
      manifest(["name: media-2", `name: media-2\n    ssh: { port: ${written} }`]),
    ]) {
      expect(told(at)).toEqual([
        `warning [${written}] '${written}' is read as ${read}${elsewhere}. Write ${read}.`,
      ]);
      const [fix] = onlyFinding(at).fixes;
      expect(fix && told(applyFix(at, fix))).toEqual([]);
    }
  });

  it("of another service is told too", () => {
    expect(told(manifest(["port: 9200", "port: 09300"]))).toEqual([
      "warning [09300] '09300' is read as 9300. Write 9300.",
    ]);
  });

  it.each([
    ['"09300"', "9300", "9300"],
    ["09300-09310", "9300-9310", '"9300-9310"'],
    ['"9300-09310"', "9300-9310", '"9300-9310"'],
  ])("of another service is told as text too: %s", (written, read, text) => {
    const finding = onlyFinding(manifest(["port: 9200", `port: ${written}`]));
    expect(finding).toMatchObject({ code: "number-notation", severity: "warning" });
    expect(finding.message).toBe(`'${written.replaceAll('"', "")}' is read as ${read}. Write ${read}.`);
    const [fix] = finding.fixes;
    const mended = manifest(["port: 9200", `port: ${text}`]);
    expect(fix && applyFix(manifest(["port: 9200", `port: ${written}`]), fix)).toBe(mended);
    expect(told(mended)).toEqual([]);
  });

  it.each(["2222", "22022"])("in plain digits is fine: %s", (port) => {
    expect(told(manifest(["ssh:\n", `ssh:\n  port: ${port}\n`]))).toEqual([]);
  });
});

describe("text that older YAML reads otherwise", () => {
  it.each(["2024-01-31", "yes", "no", "on", "off", "n", "y"])("is text: %s", (word) => {
    expect(told(manifest(["name: production", `name: ${word}`]))).toEqual([]);
  });

  it("is text where it looks like hours and minutes", () => {
    expect(told(manifest(["ssh:\n", "installer: { environment: { AT: 12:30:45 } }\nssh:\n"]))).toEqual([]);
  });
});
