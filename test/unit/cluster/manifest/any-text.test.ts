import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { applyFix, findingsOf, production, replace, told } from "../../../fixtures/manifest-builder";

/** Everything that a document answers. */
function answers(document: ManifestDocument): unknown {
  const { findings, draft, release, cluster } = checkManifest(document);
  return {
    text: document.text,
    root: document.root,
    syntax: document.syntaxFindings,
    check: { findings, draft, release, cluster },
    end: document.positionAt(document.text.length),
  };
}

describe("editing", () => {
  const inserted = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "\n",
      "  ",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "'",
      '"',
      "#",
      "&a ",
      "*a",
      "<<: *a\n",
      "\t",
      "|\n",
      "---\n",
      "\r\n",
    ),
    fc.constantFrom("name", "9100", "release: 3.10\n", "  - name: x\n", "true"),
    fc.string({ maxLength: 6 }),
  );
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), inserted), { minLength: 1, maxLength: 8 });

  it("equals reopening, after any edits", () => {
    fc.assert(
      fc.property(edits, (made) => {
        const document = new ManifestDocument(production);
        for (const [place, length, newText] of made) {
          const start = place % (document.text.length + 1);
          const end = Math.min(document.text.length, start + length);
          const before = document.text;
          document.positionAt(start);
          document.edit([{ range: { start, end }, newText }]);
          expect(document.text).toBe(before.slice(0, start) + newText + before.slice(end));
          expect(answers(document)).toEqual(answers(new ManifestDocument(document.text)));
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it("applies several changes in order, each on what the former left", () => {
    const document = new ManifestDocument("name: a\n");
    document.edit([
      { range: { start: 6, end: 7 }, newText: "bcd" },
      { range: { start: 8, end: 9 }, newText: "" },
    ]);
    expect(document.text).toBe("name: bc\n");
    expect(document.offsetAt({ line: 1, character: 0 })).toBe(9);
  });
});

describe("checking", () => {
  it("never throws, and marks only places that are there", () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...Array.from("ab: -[]{}&*!|>'\"%@`#,?\n\t~<0.$")), maxLength: 120 }),
    );
    fc.assert(fc.property(anything, sound), { numRuns: 1500 });
  }, 30_000);

  it("never throws on a manifest that is changed at random", () => {
    const lines = production.split("\n");
    const values = fc.constantFrom(
      "",
      "null",
      "[]",
      "{}",
      "[[]]",
      "{ a: { b: 1 } }",
      "3.10",
      "-1",
      "1e999",
      ".nan",
      "true",
      "'x'",
      "*a",
      "&a x",
      "!!int x",
      "<<",
      "${vault:x}",
      "${",
      "0x1F",
      "99999999999999999999",
      "__proto__",
      "2001-01-01",
    );
    const change = fc.tuple(fc.nat(), fc.constantFrom("value", "drop", "twice", "deeper", "key"), values);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = changes.reduce((before, [place, kind, value]) => {
          const index = place % before.length;
          const line = before[index] ?? "";
          const to = {
            value: [line.replace(/:.*/, `: ${value}`)],
            drop: [],
            twice: [line, line],
            deeper: [`  ${line}`],
            key: [line.replace(/[\w-]+:/, `${value}:`)],
          }[kind];
          return [...before.slice(0, index), ...to, ...before.slice(index + 1)];
        }, lines);
        sound(changed.join("\n"));
      }),
      { numRuns: 600 },
    );
  }, 30_000);

  function sound(text: string): void {
    const { findings } = checkManifest(new ManifestDocument(text));
    for (const { range, message, related, fixes } of findings) {
      for (const place of [
        range,
        ...related.map((other) => other.range),
        ...fixes.flatMap(({ changes }) => changes.map((change) => change.range)),
      ]) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeGreaterThanOrEqual(place.start);
        expect(place.end).toBeLessThanOrEqual(text.length);
      }
      expect(message).toMatch(/[.?]$/);
      expect(message).not.toMatch(/oneOf|anyOf|undefined|\[object|\^\[|\\s|NaN in/);
    }
  }

  it("survives keys that objects have of themselves", () => {
    const text = replace(production, [
      "name: production",
      "__proto__: { polluted: 1 }\nconstructor: 1\nname: production",
    ]);
    expect(told(text).map((line) => line.split(". Known")[0])).toEqual([
      "error [__proto__] '__proto__' is not a key of a manifest",
      "error [constructor] 'constructor' is not a key of a manifest",
    ]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("no message", () => {
  it("repeats a secret, however the text around it is broken", () => {
    const secret = "hunter2";
    const withSecrets = replace(
      production,
      ["${secret:license}", secret],
      ["ssh:\n", `credentials:\n  redisPassword: ${secret}\nssh:\n  sudoPassword: ${secret}\n`],
    );
    const marks = fc.constantFrom(
      "'",
      '"',
      "[",
      "]",
      "{",
      "}",
      ": ",
      " #",
      "\n",
      "\t",
      "&",
      "*",
      "!",
      "|",
      "- ",
      "${",
      "@",
      "\\",
    );
    fc.assert(
      fc.property(
        fc.nat({ max: 2 }),
        fc.integer({ min: -2, max: secret.length }),
        marks,
        // Before a ': ' it would be a key, which is none.
        marks.filter((mark) => mark !== ": "),
        (which, shift, one, other) => {
          const places = [...withSecrets.matchAll(/hunter2/g)].map(({ index }) => index);
          const at = (places[which] ?? 0) + Math.min(shift, 0);
          const end = (places[which] ?? 0) + secret.length;
          const text = `${withSecrets.slice(0, at)}${one}${withSecrets.slice(at, end)}${other}${withSecrets.slice(end)}`;
          for (const { message, related, fixes } of checkManifest(new ManifestDocument(text)).findings)
            expect(
              [message, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)].join(
                "\n",
              ),
            ).not.toContain(secret);
        },
      ),
      { numRuns: 800 },
    );
  }, 30_000);
});

describe("a fix", () => {
  it("removes its finding, wherever a word of the manifest is changed", () => {
    const words = [...production.matchAll(/[A-Za-z0-9.${}:/~_-]+(?=[\n,\]:])/g)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
    const changed = fc.constantFrom(
      "yes",
      "No",
      "3.10",
      "7",
      '"22"',
      "mastr",
      "latest",
      "Tcp",
      "letsencript",
      "module",
      "pulicIp",
      "OPENVIDU.io",
    );
    const slip = fc.nat({ max: 40 });
    fc.assert(
      fc.property(fc.nat({ max: words.length - 1 }), fc.option(changed), slip, (which, word, at) => {
        const { start, end } = words[which] ?? { start: 0, end: 0 };
        const before = production.slice(start, end);
        const place = at % Math.max(1, before.length);
        const slipped = before.slice(0, place) + before.slice(place + 1);
        const text = production.slice(0, start) + (word ?? slipped) + production.slice(end);
        for (const found of findingsOf(text)) {
          for (const fix of found.fixes) {
            const after = findingsOf(applyFix(text, fix));
            expect(after.map(({ message }) => message)).not.toContain(found.message);
            expect(after.filter(({ code }) => code === "yaml-syntax")).toEqual([]);
          }
        }
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});
