import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { plainValue } from "../../../../cluster/manifest/plain-value";
import type { Path } from "../../../../cluster/source-range";
import { manifest, production, textAt, told } from "../../../fixtures/manifest-builder";

function at(text: string, path: Path, part: "key" | "value" = "value"): string {
  return textAt(text, new ManifestDocument(text).rangeOf(path, part));
}

function valueOf(text: string): unknown {
  const { root } = new ManifestDocument(text);
  return root === undefined ? undefined : structuredClone(plainValue(root));
}

function faults(text: string): string[] {
  return new ManifestDocument(text).syntaxFindings.map(
    ({ code, range, message }) => `${code} [${textAt(text, range)}] ${message}`,
  );
}

describe("the places of values", () => {
  const text = [
    "base: &base # the common part",
    "  user: ubuntu",
    "  port: &port 2222",
    "name: 'production'",
    "ssh: *base",
    "one:",
    "  <<: *base",
    "  user: root",
    "two: { <<: [*base, { extra: 1 }], port: *port }",
    "list:",
    "  - a",
    '  - "b c"',
    "nothing:",
    "",
  ].join("\n");

  it.each<[Path, "key" | "value", string]>([
    [["name"], "value", "'production'"],
    [["name"], "key", "name"],
    [["ssh", "port"], "value", "2222"],
    [["ssh", "port"], "key", "port"],
    [["one", "user"], "value", "root"],
    [["one", "port"], "value", "2222"],
    [["two", "extra"], "value", "1"],
    [["two", "user"], "value", "ubuntu"],
    [["list", 1], "value", '"b c"'],
    [["list", 1], "key", '"b c"'],
    [["nothing"], "value", "nothing"],
    [["nothing", "below"], "value", "nothing"],
    [["one", "missing"], "value", "one"],
    [["list", 7], "value", "list"],
    [["missing"], "value", "base"],
    [[], "value", "base"],
  ])("%j (%s) is [%s]", (path, part, expected) => {
    expect(at(text, path, part)).toBe(expected);
  });

  it("are those that count: an entry of its own before a merged one, and the first source before the next", () => {
    expect(valueOf(text)).toMatchObject({
      ssh: { user: "ubuntu", port: 2222 },
      one: { user: "root", port: 2222 },
      two: { user: "ubuntu", port: 2222, extra: 1 },
    });
    expect(
      valueOf("a: &a { k: 1 }\nb: &b { k: 2, l: 2 }\nc: { <<: [*a, *b] }\nd:\n  <<: *b\n  <<: *a"),
    ).toMatchObject({
      c: { k: 1, l: 2 },
      d: { k: 2, l: 2 },
    });
  });

  it("are those of the anchor that stands before the alias", () => {
    expect(valueOf("a: &x 1\nb: *x\nc: &x 2\nd: *x")).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it("hold with a byte order mark, Windows line ends and a root in braces", () => {
    const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(at(windows, ["one", "port"])).toBe("2222");
    expect(at(windows, ["list", 1])).toBe('"b c"');
    expect(at("{ name: a, ssh: { port: 1 } }", ["ssh", "port"])).toBe("1");
    expect(told(`\uFEFF${production.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });

  it("know a quoted merge key for a plain word", () => {
    expect(valueOf('"<<": 1')).toEqual({ "<<": 1 });
  });
});

describe("what YAML does not allow", () => {
  it.each([
    [
      "a: 1\na: 2\nb: { c: 1, c: 1 }",
      [
        "yaml-duplicate-key [a] 'a' is here twice; only one can count. Remove one of them.",
        "yaml-duplicate-key [c] 'c' is here twice; only one can count. Remove one of them.",
      ],
    ],
    ["a: *b", ["yaml-alias [*b] There is no anchor of this name before this place."]],
    ["a: *b\nc: &b 1", ["yaml-alias [*b] There is no anchor of this name before this place."]],
    ["a: &a [*a]", ["yaml-alias [*a] '*a' stands inside its own anchor; that would never end."]],
    ["a: &a { <<: *a }", ["yaml-alias [*a] '*a' stands inside its own anchor; that would never end."]],
    ["<<: 1", ["yaml-merge [<<] '<<' takes a mapping, or a list of mappings."]],
    ["? [a]\n: 1", ["yaml-key [[a]] A key must be a word, not a list or a mapping."]],
    [
      "a: 1\n---\nb: 2",
      [
        "yaml-second-document [---] A manifest is one YAML document. Put a second cluster into a file of its own.",
      ],
    ],
    ["a:\n\tb: 1", ["yaml-syntax [\t] Tabs cannot indent YAML. Use spaces."]],
    ["a: [1, 2", ["yaml-syntax [[] This is not closed: the ']' is missing."]],
    ["a: { b: 1", ["yaml-syntax [{] This is not closed: the '}' is missing."]],
    ["a: 'b", ["yaml-syntax ['] This text is not closed: the ' at its end is missing."]],
    ["a: @b", ["yaml-syntax [@] A value cannot begin with this character. Put it in quotes."]],
    [
      "a:\n  - b: 1\n   c: 2",
      ["yaml-syntax [c] 'c' is indented one space too little: what belongs together starts in one column."],
    ],
    [
      "a: b: c",
      [
        "yaml-syntax [b] There is a second ': ' on this line. Put the value in quotes, or the inner key on a line of its own.",
      ],
    ],
    ["a: b\u0007", ["yaml-syntax [\u0007] The character U+0007 cannot stand in YAML. Remove it."]],
    ["a: b\ud800", ["yaml-syntax [\ud800] The character U+D800 cannot stand in YAML. Remove it."]],
    [
      "a: 1\rb: 2",
      ["yaml-syntax [\r] A lone CR ends no line here. Save the file with LF or CR LF line ends."],
    ],
  ])("%j is told", (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it.each([
    "ssh: {\n  port: 22\n}\nname: a\n",
    "modules: [\n  a,\n  b\n]\nname: b\n",
    "ssh: {\r\n  port: 22\r\n}\r\nname: a\r\n",
    "masterNodes:\n  - {\n    name: a\n  }\n  - {}\n",
  ])("is not said of brackets that close on a line of their own: %j", (text) => {
    const document = new ManifestDocument(text);
    expect(document.syntaxFindings).toEqual([]);
    expect(document.root?.kind === "mapping" && document.root.entries.length).toBe(
      text.startsWith("master") ? 1 : 2,
    );
  });

  it("is not said of what YAML allows", () => {
    for (const text of [
      "",
      "# only a comment",
      "---\na: 1\n...\n",
      "a: 1\n--- # no, a comment's start\n".slice(0, 5),
      "a: 😀é\u0085",
      "%YAML 1.2\n---\na: 1",
    ])
      expect(faults(text)).toEqual([]);
  });

  it("points from a duplicate to the first one", () => {
    const text = "name: a\nname: b\n";
    const [finding] = new ManifestDocument(text).syntaxFindings;
    expect(finding?.range).toEqual({ start: 8, end: 12 });
    expect(finding?.related).toEqual([{ range: { start: 0, end: 4 }, message: "'name' for the first time" }]);
    expect(valueOf(text)).toEqual({ name: "a" });
  });

  it("hides what it makes doubtful: one fault, one finding", () => {
    expect(told(manifest(["  rtmp: true", "\trtmp: true"]))).toEqual([
      "error [\t] Tabs cannot indent YAML. Use spaces.",
    ]);
    expect(
      told(manifest(["[observability,", "[observability"], ["v2compatibility]", "v2compatibility"])),
    ).toHaveLength(1);
    expect(told(manifest(["license: ${", 'license: "${']))).toHaveLength(1);
    expect(told(manifest(["ssh:\n", "<<<<<<< ours\nssh:\n"]))).toHaveLength(1);
  });

  it("leaves what is surely wrong before it", () => {
    expect(told(manifest(["rtcEngine: pion", "rtcEngine: poin"], ["license:", 'license: "']))).toEqual([
      "error [poin] 'rtcEngine' must be pion or mediasoup, not 'poin'. Did you mean 'pion'?",
      expect.stringContaining("error"),
    ]);
  });
});

describe("what is no mapping", () => {
  it.each([
    ["", "The manifest is empty. It begins with 'name', 'release' and 'domain'."],
    ["# only a comment\n", "The manifest is empty. It begins with 'name', 'release' and 'domain'."],
    ["---\n", "The manifest is empty. It begins with 'name', 'release' and 'domain'."],
    ["- name: a\n", "A manifest must be a mapping of keys and values."],
    ["hello", "A manifest must be a mapping of keys and values."],
    [
      "name:production",
      "A manifest must be a mapping of keys and values. A blank belongs after a key's ':'.",
    ],
    ["~", "The manifest is empty. It begins with 'name', 'release' and 'domain'."],
  ])("%j is one finding", (text, message) => {
    const { findings, cluster } = checkManifest(new ManifestDocument(text));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
    expect(cluster).toBeUndefined();
  });
});

describe("positions", () => {
  const text = "a: 1\r\nb: 😀\n\nc: 2\rd";

  it.each([
    [0, { line: 0, character: 0 }],
    [4, { line: 0, character: 4 }],
    [6, { line: 1, character: 0 }],
    [11, { line: 1, character: 5 }],
    [12, { line: 2, character: 0 }],
    [13, { line: 3, character: 0 }],
    [18, { line: 4, character: 0 }],
    [19, { line: 4, character: 1 }],
    [99, { line: 4, character: 1 }],
    [-1, { line: 0, character: 0 }],
  ])("of offset %i", (offset, position) => {
    expect(new ManifestDocument(text).positionAt(offset)).toEqual(position);
  });

  it("beyond a line's end count as the line's end, before its line break", () => {
    const document = new ManifestDocument(text);
    expect(document.offsetAt({ line: 0, character: 99 })).toBe(4);
    expect(document.offsetAt({ line: 1, character: 99 })).toBe(11);
    expect(document.offsetAt({ line: 2, character: 5 })).toBe(12);
    expect(document.offsetAt({ line: 99, character: 0 })).toBe(19);
    expect(new ManifestDocument("").offsetAt({ line: 0, character: 3 })).toBe(0);
    expect(new ManifestDocument("").positionAt(3)).toEqual({ line: 0, character: 0 });
  });

  it("and offsets are each other's inverse", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n", "\r\n", " ") });
    fc.assert(
      fc.property(texts, fc.nat(), (any, nat) => {
        const document = new ManifestDocument(any);
        const offset = nat % (any.length + 1);
        const inside = any[offset - 1] === "\r" && any[offset] === "\n" ? offset - 1 : offset;
        expect(document.offsetAt(document.positionAt(offset))).toBe(inside);
      }),
      { numRuns: 300 },
    );
  });
});
