import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { otherFindings } from "../../../../cluster/rules/other-findings";
import { rulePages } from "../../../../cluster/rules/rule-pages";
import { rules } from "../../../../cluster/rules/rules";
import { production, readText } from "../../../fixtures/manifest-builder";

const root = path.resolve(import.meta.dirname, "../../../..");

describe("docs/rules", () => {
  const pages = rulePages(production);

  it("is what npm run generate writes", () => {
    expect(readdirSync(path.join(root, "docs/rules")).sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(readText("docs", "rules", name)).toBe(text);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("shows how %s is told", (id, rule) => {
    const page = pages.find(({ name }) => name === `${id}.md`)?.text ?? "";
    for (const words of [rule.protectsFrom, rule.fix, "```diff\n"]) expect(page).toContain(words);
    expect(page).toMatch(/\n- (?:error|warning|information|hint), at `/);
  });

  it("has a page for every code in the sources", () => {
    const known = new Set([...rules.map(({ id }) => id), ...otherFindings.map(({ code }) => code)]);
    const folder = path.join(root, "cluster/manifest");
    const codes = readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => readText("cluster/manifest", name).match(/"(?:yaml|schema)-[a-z-]+"/g) ?? [])
      .map((quoted) => quoted.slice(1, -1));
    expect(codes.length).toBeGreaterThan(5);
    expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([]);
  });

  it("speaks people's language", () => {
    for (const { text } of pages)
      expect(text).not.toMatch(/oneOf|regex|\(\?[:=!]|additionalProperties|\$ref/);
  });
});
