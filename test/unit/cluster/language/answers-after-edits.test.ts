import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldsOf } from "../../../../cluster/language/folding";
import { linksOf } from "../../../../cluster/language/links";
import { outlineOf } from "../../../../cluster/language/outline";
import { selectionsAt } from "../../../../cluster/language/selection";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { releases } from "../../../../cluster/release/catalogue";
import { semanticWords } from "../../../../cluster/words/semantic-words";
import { editedTexts, stretchOf } from "../manifest/manifest-texts";

/** What is told of a manifest's text; much of it is worked out once for each piece. */
function answers(document: ManifestDocument): string {
  const all = { start: 0, end: document.length };
  const half = { start: document.length >> 2, end: document.length >> 1 };
  return JSON.stringify({
    folds: foldsOf(document),
    links: linksOf(document),
    symbols: outlineOf(document),
    selections: selectionsAt(document, half.start),
    words: [all, half].map((stretch) => semanticWords(document, releases.at(-1), stretch)),
    before: semanticWords(document, undefined, all),
  });
}

describe("symbols, folds, links, words and selections", () => {
  it("after each of more than 10,000 edits are those of a document opened anew", () => {
    let made = 0;
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        answers(document);
        for (const edit of edits) {
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
          made += 1;
          expect(answers(document)).toBe(answers(new ManifestDocument(document.text)));
        }
      }),
      { numRuns: 1150 },
    );
    expect(made).toBeGreaterThan(10_000);
  }, 240_000);
});
