import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fix } from "../../../../cluster/finding";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { applyFix, findingsOf, production } from "../../../fixtures/manifest-builder";
import { editedTexts, stretchOf } from "../manifest/manifest-texts";

function fixesOf(text: string): Fix[] {
  const document = new ManifestDocument(text);
  const { findings } = checkManifest(document);
  const ofText = findings.filter(({ code }) => code.startsWith("yaml-") || code === "empty-manifest");
  return ofText.flatMap(({ fixes }) => fixes);
}

function titles(text: string): string[] {
  return fixesOf(text).map(({ title }) => title);
}

function fixed(text: string, title: string): string {
  const fix = fixesOf(text).find((each) => each.title === title);
  if (fix === undefined) throw new Error(`No '${title}', but ${titles(text).join(", ")}`);
  return applyFix(text, fix);
}

describe("fixes of a manifest's text", () => {
  it.each(["", "\n\n", "# about it", "# about it\n"])("begin an empty one with an example: %j", (text) => {
    const after = fixed(text, "Begin with an example");
    expect(after.startsWith(text)).toBe(true);
    expect(findingsOf(after)).toEqual([]);
  });

  const conflict = "a: 0\n<<<<<<< ours\nb: 1\n=======\nb: 2\nc: 3\n>>>>>>> theirs\nd: 4\n";
  const based = conflict.replace("=======", "||||||| base\nb: 0\n=======");

  it.each<[title: string, after: string]>([
    ["Keep the first side", "a: 0\nb: 1\nd: 4\n"],
    ["Keep the second side", "a: 0\nb: 2\nc: 3\nd: 4\n"],
    ["Keep both sides", "a: 0\nb: 1\nb: 2\nc: 3\nd: 4\n"],
  ])("finish a merge: %s", (title, after) => {
    expect(fixed(conflict, title)).toBe(after);
    expect(fixed(based, title)).toBe(after);
    expect(fixed(conflict.replaceAll("\n", "\r\n"), title)).toBe(after.replaceAll("\n", "\r\n"));
    expect(fixed(conflict.replace("\nd: 4\n", ""), title)).toBe(after.replace("d: 4\n", ""));
  });

  it.each([
    "<<<<<<< ours\nb: 1\n>>>>>>> theirs\n",
    "b: 1\n=======\nb: 2\n",
    "<<<<<<< a\nb: 1\n<<<<<<< c\nb: 3\n",
  ])("guess nothing of a merge that is half there: %j", (text) => {
    expect(titles(text).slice(0, 1)).not.toContain("Keep the first side");
  });

  it.each([
    ["at both ends", "```yaml\n", "```\n", "Remove the lines of ```"],
    ["at the beginning", "```yaml\n", "", "Remove the line of ```"],
    ["below a comment", "# ours\n```\n", "```\n", "Remove the lines of ```"],
    ["at the end", "", "```\n", "Remove the line of ```"],
  ])("remove the marks of a text's code %s", (_, before, after, title) => {
    const text = `${before}${production}${after}`;
    for (const written of [text, text.replaceAll("\n", "\r\n")]) {
      expect(titles(written)).toEqual([title]);
      expect(fixed(written, title)).toBe(written.replaceAll(/^```.*\r?\n/gm, ""));
      expect(findingsOf(fixed(written, title))).toEqual([]);
    }
  });

  it("put nothing in quotes that would be wrong in them too", () => {
    expect(titles(`@todo\n${production}`)).toEqual([]);
    expect(titles(`\`\`\` and more\n${production}`)).toEqual([]);
  });

  it("change an alias of nothing to the anchor that was meant", () => {
    expect(fixed("x: &login { user: u }\nssh: *lgoin\n", "Change to '*login'")).toBe(
      "x: &login { user: u }\nssh: *login\n",
    );
    expect(titles("x: &login { user: u }\nssh: *bastion\n")).not.toContain("Change to '*login'");
    expect(titles("ssh: *lgoin\nx: &login { user: u }\n")).not.toContain("Change to '*login'");
    expect(titles("x: &x [*x]\n")).toEqual([]);
  });

  it.each([
    ["a scalar", "name: a\nname: b\nz: 1\n", "name: a\nz: 1\n"],
    ["a block", "ssh: { port: 1 }\nssh:\n  user: u\n\n  port: 2\n# end\n", "ssh: { port: 1 }\n# end\n"],
    ["a list in its column", "modules: [a]\nmodules:\n- b\n- c\nz: 1\n", "modules: [a]\nz: 1\n"],
    [
      "a key of a node",
      "mediaNodes:\n  - name: a\n    name: b\n    x: 1\n",
      "mediaNodes:\n  - name: a\n    x: 1\n",
    ],
    ["the last line", "name: a\nname: b", "name: a\n"],
  ])("remove a key that is there already: %s", (_, text, after) => {
    expect(fixed(text, "Remove this one")).toBe(after);
  });

  it("leave a second key beside a dash or in braces to people", () => {
    expect(titles("ssh: { port: 1, port: 2 }\n")).not.toContain("Remove this one");
  });

  it.each([
    ["Indent with spaces", "ssh:\n\tport: 1\n\tuser: u\n", "ssh:\n  port: 1\n  user: u\n"],
    ["Indent with spaces", "ssh:\n  \tport: 1\n", "ssh:\n  port: 1\n"],
    ["Remove what YAML cannot hold", "name: a\u0000b\nz: 1\n", "name: ab\nz: 1\n"],
    ["Remove what YAML cannot hold", "name: a\rz: 1\r", "name: a\nz: 1\n"],
    [
      "Indent with spaces",
      "masterNodes:\n\t- name: a\n\t  ssh:\n\t\t\tport: 1\nz: 1\n",
      "masterNodes:\n  - name: a\n    ssh:\n      port: 1\nz: 1\n",
    ],
  ])("%s: %j", (title, text, after) => {
    expect(fixed(text, title)).toBe(after);
  });

  it("are only such that leave the place readable, in any text", () => {
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        for (const edit of edits)
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
        const before = document.text;
        for (const fix of fixesOf(before)) {
          expect(fix.changes).not.toHaveLength(0);
          const after = applyFix(before, fix);
          expect(after).not.toBe(before);
          for (const { range } of fix.changes) {
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(before.length);
          }
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("are none for a manifest without a finding", () => {
    expect(fixesOf(production)).toEqual([]);
  });
});
