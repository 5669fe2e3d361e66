import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorFamilyAt, membersOf } from "../../../../cluster/language/anchors";
import { foldsOf } from "../../../../cluster/language/folding";
import { nodeFamilyAt } from "../../../../cluster/language/node-family";
import { linksOf } from "../../../../cluster/language/links";
import { outlineOf, type OutlineEntry } from "../../../../cluster/language/outline";
import { selectionsAt } from "../../../../cluster/language/selection";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import type { SourceRange } from "../../../../cluster/source-range";
import { editedTexts, stretchOf } from "../manifest/manifest-texts";

function isInside(inner: SourceRange, outer: SourceRange): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

function expectNested(entries: readonly OutlineEntry[], outer: SourceRange): void {
  for (const { name, range, nameRange, children } of entries) {
    expect(name).not.toBe("");
    expect([range, outer, isInside(range, outer)]).toEqual([range, outer, true]);
    expect([nameRange, range, isInside(nameRange, range)]).toEqual([nameRange, range, true]);
    expectNested(children, range);
  }
}

describe("of any text, sound, broken or hostile,", () => {
  it("the outline holds what a parser puts into a flow mapping that has ended", () => {
    const document = new ManifestDocument("mediaNodes:\n  - ssh:\n      { port: 22 }>  - name: media-2\n");
    expectNested(outlineOf(document), { start: 0, end: document.length });
  });

  it("the answers are places in it, one inside the other", () => {
    fc.assert(
      fc.property(editedTexts, fc.nat(), ({ text, edits }, place) => {
        const document = new ManifestDocument(text);
        for (const edit of edits)
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
        const whole = { start: 0, end: document.length };
        const lines = document.positionAt(document.length).line;
        const offset = place % (document.length + 1);

        expectNested(outlineOf(document), whole);
        for (const { first, last } of foldsOf(document)) {
          expect(first).toBeLessThan(last);
          expect(last).toBeLessThanOrEqual(lines);
        }
        for (const { range } of linksOf(document)) expect(isInside(range, whole)).toBe(true);
        const selections = selectionsAt(document, offset);
        expect(selections.at(-1)).toEqual(whole);
        selections.forEach((range, index) => {
          expect(isInside(range, selections[index + 1] ?? whole)).toBe(true);
          expect(isInside({ start: offset, end: offset }, range)).toBe(true);
        });
        for (const { range } of document.marks) {
          const family = anchorFamilyAt(document, range.start + 1);
          expect(family && membersOf(family).some((mark) => mark.range.start === range.start)).toBe(true);
        }
        nodeFamilyAt(document, offset);
      }),
      { numRuns: 1500 },
    );
  }, 120_000);
});
