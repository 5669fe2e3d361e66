import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { BARE_MACHINE } from "../../../../cluster/rules/rule-pages";
import { rules } from "../../../../cluster/rules/rules";
import { manifest } from "../../../fixtures/manifest-builder";

/** What an example cannot do without being told about by another rule too. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  // No release that still takes what later ones do not is without known problems.
  "dropped-later": ["known-problems"],
  "unused-switches": ["dropped-later", "certificate-files", "known-problems"],
};

describe("the example of a rule", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("is told by it, and by no other: %s", (id, rule) => {
    const document = new ManifestDocument(manifest(...rule.example));
    const found = checkManifest(document, BARE_MACHINE).findings.map(({ code }) => code);
    expect(found).toContain(id);
    expect(new Set(found)).toEqual(new Set([id, ...(ALSO[id] ?? [])]));
  });
});
