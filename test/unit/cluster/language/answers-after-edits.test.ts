import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldsOf } from "../../../../cluster/language/folding";
import { linksOf } from "../../../../cluster/language/links";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { releases } from "../../../../cluster/release/catalogue";
import { semanticWords } from "../../../../cluster/words/semantic-words";
import { editedTexts, stretchOf } from "../manifest/manifest-texts";

/** What is worked out once for each piece of a manifest, and told for all of it. */
function answers(document: ManifestDocument): string {
  const all = { start: 0, end: document.length };
  const half = { start: document.length >> 2, end: document.length >> 1 };
  return JSON.stringify({
    folds: foldsOf(document),
    links: linksOf(document),
    words: [all, half].map((stretch) => semanticWords(document, releases.at(-1), stretch)),
    before: semanticWords(document, undefined, all),
  });
}

describe("folds, links and words", () => {
  it("after each of many edits are those of a document opened anew", () => {
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        answers(document);
        for (const edit of edits) {
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
          expect(answers(document)).toBe(answers(new ManifestDocument(document.text)));
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
