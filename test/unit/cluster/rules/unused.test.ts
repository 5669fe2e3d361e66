import { describe, expect, it } from "vitest";
import {
  applyFix,
  findingsOf,
  manifest,
  onlyFinding,
  production,
  told,
} from "../../../fixtures/manifest-builder";

const node = (line: string): readonly [string, string] => ["name: media-2", `name: media-2\n    ${line}`];

describe("an anchor", () => {
  it("that no alias refers to is unused, and can be removed", () => {
    const text = manifest(["ssh:\n", "ssh: &common\n"]);
    const found = onlyFinding(text);
    expect(told(text)).toEqual(["hint [&common] No alias refers to this anchor."]);
    expect(found.tags).toEqual(["unused"]);
    expect(found.fixes.map((fix) => applyFix(text, fix))).toEqual([production]);
  });

  it("before a value is removed with the blank after it", () => {
    const text = manifest(["name: production", "name: &n production"]);
    expect(onlyFinding(text).fixes.map((fix) => applyFix(text, fix))).toEqual([production]);
  });

  it.each([
    ["an alias", "ssh: *common"],
    ["a merge key", "ssh: { <<: *common, port: 2222 }"],
  ])("that %s in another piece refers to is used", (_, line) => {
    expect(told(manifest(["ssh:\n", "ssh: &common\n"], node(line)))).toEqual([]);
  });

  it("that is given again before the alias is unused the first time", () => {
    const text = manifest(
      ["name: production", "name: &a production"],
      ["user: ubuntu", "user: &a ubuntu"],
      node("ssh: { user: *a }"),
    );
    expect(told(text)).toEqual(["hint [&a] No alias refers to this anchor."]);
    expect(onlyFinding(text).range.start).toBe(text.indexOf("&a"));
  });
});

describe("a TURN certificate", () => {
  const own = (...keys: string[]): string =>
    manifest(
      ["release: 3.8.0", "release: 3.5.0"],
      ["type: letsencrypt", ["type: owncert", "privateKey: a.pem", "publicKey: b.pem", ...keys].join("\n  ")],
    );

  it("without a TURN domain is unused", () => {
    const text = own("turnPrivateKey: c.pem", "turnPublicKey: d.pem");
    expect(told(text, "unused-switches")).toEqual([
      "hint [turnPrivateKey] 'certificate.turnPrivateKey' is for the 'turnDomain', which is not given.",
      "hint [turnPublicKey] 'certificate.turnPublicKey' is for the 'turnDomain', which is not given.",
    ]);
    expect(findingsOf(text, "unused-switches").map(({ tags }) => tags)).toEqual([["unused"], ["unused"]]);
  });

  it("with one is used", () => {
    const text = own("turnPrivateKey: c.pem", "turnPublicKey: d.pem").replace(
      "rtcEngine: pion",
      "turnDomain: turn.example.io",
    );
    expect(told(text, "unused-switches")).toEqual([]);
  });
});
