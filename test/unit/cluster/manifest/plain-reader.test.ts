import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { readPlain } from "../../../../cluster/manifest/plain-reader";
import { readYaml } from "../../../../cluster/manifest/yaml-reader";
import { production } from "../../../fixtures/manifest-builder";
import { editedTexts, stretchOf } from "./manifest-texts";

/** Whether the quick reader took the text; then both must have read the same. */
function agree(text: string): boolean {
  const plain = readPlain(text);
  if (plain === undefined) return false;
  const { written, fault, marks } = readYaml(text);
  expect(fault).toBeUndefined();
  expect(plain.written).toEqual(written);
  expect(plain.marks).toEqual(marks);
  return true;
}

describe("the quick reader", () => {
  it("reads every piece of an ordinary manifest", () => {
    const pieces = new ManifestDocument(production).pieces.filter(({ kind }) => kind !== "head");
    expect(pieces.filter(({ text }) => !agree(text)).map(({ text }) => text)).toEqual([]);
  });

  it.each([
    "a: 1",
    "a: -1",
    "a: 007\n",
    "a: 0x1F",
    "a: 1e3",
    "a: .5",
    "a: .inf",
    "a: 10.5.0.1",
    "a: 3.10",
    "a: 3.8.0",
    "a: 1_000",
    "a: True # yes\n",
    "a: null",
    "a: ~",
    "a: yes",
    "a:   b  c  # d",
    "a: b#c",
    "a: b:c",
    "a: 'it''s'",
    'a: "b\\n"',
    "a: ''",
    "a: [b, 'c', 1, ]",
    "a: [b c]",
    "a: { b: c, d: [e, { f: g }] } # h",
    "a: {b: }",
    "a: {b}",
    "a:\n  b:\n    - c\n    - d: e\n      f:\n  g:\n",
    "a:\n- b\n- c\nd: e",
    "a:\n  - b\n c: d",
    "a: b\n  c",
    "a:\n  b\n",
    "a: &x b\nc: *x\nd: { e: f }",
    "a: &x\n  b: c\nd:\n  <<: *x\n",
    "a: *x b",
    "a: &x # c\n  b: 1",
    "true: 1",
    "1: 1",
    "- a: 1\n  b: 2\n",
    "  - a: 1\n    b: 2\n  # c\n",
    "- - a",
    "-\n  a: 1",
    "a: b\n\n\n# c\n",
    "a: b\r\nc:\r\n  - d\r\n",
    "a: -\nb: --- c",
    "a: ${secret:license}",
    "a: @b",
    "a: %b",
    "a: b: c",
    "a: [b",
    "a: é",
  ])("answers as the whole of YAML does, or not at all: %j", (text) => {
    agree(text);
  });

  it("answers as the whole of YAML does, or not at all, for any text", () => {
    let taken = 0;
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        for (const edit of edits)
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
        for (const piece of document.pieces) if (agree(piece.text)) taken += 1;
        agree(document.text);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(500);
  }, 60_000);

  it("answers as the whole of YAML does, or not at all, for any few characters", () => {
    const characters = fc.constantFrom(...Array.from("ab10: -[]{},&*'\"#\n.<"));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 24 }), (text) => void agree(text)),
      {
        numRuns: 3000,
      },
    );
  }, 60_000);
});
