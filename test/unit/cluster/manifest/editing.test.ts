import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { cursorPlaces } from "../../../../cluster/manifest/cursor-at";
import { cursorPlacesIn } from "../../../../cluster/manifest/cursor-in-document";
import { ManifestChecker, type ManifestCheck } from "../../../../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { readWhole } from "../../../../cluster/manifest/read-manifest";
import { plainValue } from "../../../../cluster/manifest/plain-value";
import type { ValueNode } from "../../../../cluster/manifest/value-node";
import { editedTexts, soundTexts, stretchOf } from "./manifest-texts";

/** A tree as plain data, every place in it written out. */
function treeOf(node: ValueNode | undefined, open: readonly ValueNode[] = []): unknown {
  if (node === undefined || open.includes(node)) return undefined;
  const inside = [...open, node];
  const { kind, range } = node;
  if (node.kind === "scalar")
    return { kind, range, value: node.value, source: node.source, quoted: node.quoted };
  if (node.kind === "sequence")
    return { kind, range, style: node.style, items: node.items.map((item) => treeOf(item, inside)) };
  const entries = node.entries.map(({ key, keyRange, value, merged }) => ({
    key,
    keyRange,
    merged,
    value: treeOf(value, inside),
  }));
  return { kind, range, style: node.style, entries };
}

/** Everything that a document and its check answer. */
function answers(document: ManifestDocument, { findings, draft, cluster }: ManifestCheck): string {
  return JSON.stringify({
    text: document.text,
    length: document.length,
    root: treeOf(document.root),
    syntax: document.syntaxFindings,
    marks: document.marks,
    borrowed: document.marks.map(({ range }) => {
      const found = document.reading.borrowedAt(range.start);
      return found && { ...found, value: treeOf(found.value) };
    }),
    anchors: [...document.reading.anchorsBefore(document.length)].map(([name, node]) => [name, node?.range]),
    findings,
    draft,
    cluster: cluster && { ...cluster, release: cluster.release.version },
    places: [0, 5, 17, 60, 200, 999].map((at) => [
      document.positionAt(at),
      document.offsetAt({ line: at >> 2, character: at % 7 }),
      document.slice(at, at + 9),
    ]),
  });
}

describe("editing equals reopening", () => {
  it("after each of more than 10,000 edits of sound, broken and hostile manifests", () => {
    let edits = 0;
    fc.assert(
      fc.property(editedTexts, ({ text, edits: made }) => {
        const document = new ManifestDocument(text);
        const checker = new ManifestChecker();
        for (const edit of made) {
          const range = stretchOf(edit, document.length);
          const before = document.text;
          document.edit([{ range, newText: edit.newText }]);
          edits += 1;
          expect(document.text).toBe(before.slice(0, range.start) + edit.newText + before.slice(range.end));
          const fresh = new ManifestDocument(document.text);
          expect(answers(document, checker.check(document))).toBe(answers(fresh, checkManifest(fresh)));
        }
      }),
      { numRuns: 1150 },
    );
    expect(edits).toBeGreaterThan(10_000);
  }, 240_000);
});

/** Lines such as ` : x` or ` !!str : x` below a list: no YAML, but the library lets them pass in a whole text. */
const LENIENT = /^\s*(?:[!&]\S*\s+)*:(?:\s|$)/m;

/** A comment in the first column between a key, or a dash, and its text: YAML, but in a whole text the library takes that text for a key. */
const STRICT = /[:-][ \t]*(?:[!&]\S*[ \t]*)*\r?\n(?:[ \t]*\r?\n)*#/;

describe("reading piece by piece", () => {
  it("finds a text sound exactly where reading it as a whole does, and then means the same", () => {
    const broken = ["yaml-syntax", "yaml-second-document"];
    fc.assert(
      fc.property(editedTexts, ({ text, edits }) => {
        const document = new ManifestDocument(text);
        for (const edit of edits) {
          document.edit([{ range: stretchOf(edit, document.length), newText: edit.newText }]);
          // `<<<<<<< x: 1` is a key to YAML, and the rest of a merge to everybody else.
          if (document.reading.conflicting) continue;
          const whole = readWhole(document.text);
          const isWhole = !whole.findings.some(({ code }) => broken.includes(code));
          const isPieced = !document.syntaxFindings.some(({ code }) => broken.includes(code));
          const isKnown = (isWhole ? LENIENT : STRICT).test(document.text);
          if (!isKnown) expect(isPieced).toBe(isWhole);
          if (!isWhole || !isPieced) continue;
          const meaning = (root: ValueNode | undefined): string => JSON.stringify(root && plainValue(root));
          expect(meaning(document.root)).toBe(meaning(whole.root));
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

describe("what may be written at the cursor", () => {
  const cut = soundTexts.map((text): [string, string] => [text.slice(0, 30), text]);

  it.each(cut)(
    "is the same for a piece with its neighbours as for the whole text, everywhere in %j",
    (_, text) => {
      const document = new ManifestDocument(text);
      for (let offset = 0; offset <= text.length; offset += 1)
        expect(placesOf(cursorPlacesIn(document, offset))).toEqual(placesOf(cursorPlaces(text, offset)));
    },
  );

  function columnOf(line = ""): number {
    return line.trim() === "" ? Infinity : line.search(/\S/);
  }

  it.each(cut)("is the same where a word is begun on a line of its own, in %j", (_, text) => {
    const lines = text.split("\n");
    for (let line = 0; line < lines.length; line += 1) {
      for (const word of ["na", "  na", "    na", "  - ", "  - na"]) {
        // A line that goes deeper than the word, or a list below it, would become its value.
        if (columnOf(lines[line]) > columnOf(word) || lines[line]?.startsWith("-") === true) continue;
        const typed = [...lines.slice(0, line), word, ...lines.slice(line)].join("\n");
        const offset = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + word.length;
        const places = placesOf(cursorPlacesIn(new ManifestDocument(typed), offset));
        expect(places, JSON.stringify(typed)).toEqual(placesOf(cursorPlaces(typed, offset)));
      }
    }
  });

  it.each([
    "modules: [|",
    "modules: [a, |]\nname: b\n",
    "masterNodes:\n  - name: a\n    otherServices:\n      - { name: b, |\n  - name: c\n",
    "masterNodes:\n  - name: a\n  - { |}\nmediaNodes: []\n",
    "masterNodes:\n  - name: a\n\n  |\n  - name: c\n",
    "masterNodes:\n  - name: a\n    |",
    "masterNodes:\n|\n  - name: a\n",
    "modules:\n  - a\n  - b\n  - c\n  - |\n",
    "modules:\n  - a\n  - |\n  - b\n  - c\nname: x\n",
    "masterNodes:\n  - name: a\n  - name: b\n  - |\nmediaNodes: []\n",
    "name: a\n|\nmasterNodes:\n  - name: a\n",
    "# a comment\n|\nname: a\n",
    "masterNodes:\n- name: a\n- name: b\nna|# c\n\nz: 1\n",
    "masterNodes:\n- name: a\n- name: b\nmodules: [a, |]\n",
    "|",
  ])("is the same for %j", (marked) => {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    expect(placesOf(cursorPlacesIn(new ManifestDocument(text), offset))).toEqual(
      placesOf(cursorPlaces(text, offset)),
    );
  });

  function placesOf(places: ReturnType<typeof cursorPlaces>): unknown {
    return places.map((place) =>
      place.kind === "key" ? { ...place, present: [...place.present].sort() } : place,
    );
  }
});
