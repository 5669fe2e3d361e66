import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatManifest, textAfter } from "../../../../cluster/format/format-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { plainValue } from "../../../../cluster/manifest/plain-value";
import { production, readText } from "../../../fixtures/manifest-builder";
import { editedTexts, stretchOf } from "../manifest/manifest-texts";

function formatted(text: string, step = 2): string {
  return textAfter(text, formatManifest(new ManifestDocument(text), { step }));
}

function valueOf(text: string): unknown {
  const { root } = new ManifestDocument(text);
  return root && JSON.parse(JSON.stringify(plainValue(root)));
}

function isSound(text: string): boolean {
  const { syntaxFindings, root } = new ManifestDocument(text);
  return syntaxFindings.length === 0 && root !== undefined;
}

const comments = (text: string): string[] =>
  (text.match(/(?<=^|\s)#.*$/gm) ?? []).map((each) => each.trimEnd());
const marks = (text: string): string[] =>
  new ManifestDocument(text).marks.map(({ kind, name }) => `${kind} ${name}`);

/** Ways to write a document badly that mean the same. */
const untidy = fc
  .record({
    indent: fc.constantFrom(1, 2, 3, 4, 7),
    dash: fc.constantFrom(" ", "   "),
    colon: fc.constantFrom(" ", "    "),
    trail: fc.constantFrom("", "  "),
    blanks: fc.constantFrom("", "\n\n\n"),
    comment: fc.constantFrom("", "# about it"),
    flush: fc.boolean(),
    end: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ indent, dash, colon, trail, blanks, comment, flush, end }) => {
    const i = " ".repeat(indent);
    const inner = " ".repeat(dash.length + 1);
    const d = flush ? "" : i;
    const isUntidy = dash.length > 1 || colon.length > 1 || flush;
    const text = [
      `# top${trail}`,
      `name:${colon}x${trail}`,
      `${blanks}ssh:${colon}&s${trail}`,
      `${i}user:${colon}"a b"  ${comment}`,
      `${i}${comment}`,
      `${i}text:${colon}|`,
      `${i}${i}one`,
      `${i}${i}  two${trail}`,
      "",
      `list:${trail}`,
      `${d}-${dash}name:${colon}a`,
      `${d}${inner}ssh:${colon}*s`,
      `${d}${inner}more:`,
      `${d}${inner}${i}-${dash}-${dash}z`,
      `${d}${comment}`,
      `${d}-${dash}{ name: b,${trail}`,
      `${d}${inner}  ssh: { <<: *s } }`,
      `long:${colon}plain`,
      `${i}goes on`,
      comment,
      `quoted:${colon}"one`,
      `${i}  two"`,
      `kept: |+`,
      `${i}text`,
      "",
      "",
      `last:${colon}1${trail}`,
      blanks,
    ].join(end);
    return { text, isUntidy };
  });

describe("formatting", () => {
  it("leaves a tidy manifest as it is", () => {
    expect(formatted(production)).toBe(production);
    const lab = readText("examples", "lab", "lab.openvidu.yaml");
    expect(formatted(lab)).toBe(lab);
  });

  it("never changes what a text means, loses no comment and no anchor, and is done after once", () => {
    fc.assert(
      fc.property(untidy, fc.constantFrom(2, 4), ({ text, isUntidy }, step) => {
        expect(isSound(text)).toBe(true);
        const once = formatted(text, step);
        if (isUntidy) expect(once).not.toBe(text);
        expect(valueOf(once)).toEqual(valueOf(text));
        expect(comments(once)).toEqual(comments(text));
        expect(marks(once)).toEqual(marks(text));
        expect(formatted(once, step)).toBe(once);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("never changes what any text means, nor touches one that cannot be read", () => {
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        for (const edit of edits)
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
        const before = document.text;
        const once = formatted(before);
        if (!isSound(before)) expect(once).toBe(before);
        else {
          expect(valueOf(once)).toEqual(valueOf(before));
          expect(comments(once)).toEqual(comments(before));
          expect(formatted(once)).toBe(once);
        }
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it.each([
    ["lists in the column of their key", "a:\n- b: 1\n  c: 2\n\nd: 3\n", "a:\n  - b: 1\n    c: 2\n\nd: 3\n"],
    ["blank lines", "\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"],
    [
      "blanks after colons and dashes",
      "a:   1\nb:\n    -    x\n    -  y: 1\n       z: 2\n",
      "a: 1\nb:\n  - x\n  - y: 1\n    z: 2\n",
    ],
    ["a missing last line end", "a: 1", "a: 1\n"],
    [
      "comments, with what they stand by",
      "a:\n    # of b\n    b: 1\n# of c\nc: 2\n",
      "a:\n  # of b\n  b: 1\n# of c\nc: 2\n",
    ],
    [
      "comments between items",
      "a:\n# of x\n- x\n# of y\n- y\n# of b\nb: 1\n",
      "a:\n  # of x\n  - x\n  # of y\n  - y\n# of b\nb: 1\n",
    ],
    [
      "texts of their own lines, which keep their shape",
      "a:\n    b: |\n        one\n          two\n",
      "a:\n  b: |\n      one\n        two\n",
    ],
    ["anchors and aliases", "a:\n    b:   &x   { c: 1 }\nd:   *x\n", "a:\n  b: &x   { c: 1 }\nd: *x\n"],
  ])("mends %s", (_, before, after) => {
    expect(formatted(before)).toBe(after);
  });

  it.each([
    "a: [\n",
    "a:\n\tb: 1\n",
    "a: 1\n b: 2\n",
    "? a\n: b\n",
    "a: 1\n---\nb: 2\n",
    "<<<<<<< a\na: 1\n",
  ])("leaves %j alone", (text) => {
    expect(formatted(text)).toBe(text);
  });

  it("of a range lays out the top-level entries that it touches, whole", () => {
    const text = "a:\n    b:   1\nc:\n    - x\n    - y\nd:   1\n";
    const start = text.indexOf("- y");
    const changes = formatManifest(new ManifestDocument(text), { step: 2 }, { start, end: start });
    expect(textAfter(text, changes)).toBe("a:\n    b:   1\nc:\n  - x\n  - y\nd:   1\n");
  });
});
