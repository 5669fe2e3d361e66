import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { cursorPlaces } from "../../../../cluster/manifest/cursor-at";
import { formatPath } from "../../../../cluster/source-range";
import { atCursor, brokenItems } from "../../server/completing";

/** The places as short text: what, where, what is replaced. */
function describePlaces(marked: string): string[] {
  const { text, offset } = atCursor(marked);
  return cursorPlaces(text, offset).map((place) => {
    const written = text.slice(place.range.start, place.range.end);
    return `${place.kind} ${formatPath(place.path) || "root"}${written === "" ? "" : ` over ${JSON.stringify(written)}`}`;
  });
}

describe("what the cursor stands on", () => {
  it.each<[name: string, text: string, places: string[]]>([
    ["an empty file", "|", ["key root"]],
    ["a half-typed key", "na|", ['key root over "na"']],
    ["a half-typed key between others", "name: a\nre|\ndomain: b\n", ['key root over "re"']],
    ["a key that has its colon", "na|me: a\n", ['key root over "name"']],
    ["a quoted key", '"na|me": a\n', ['key root over "\\"name\\""']],
    ["a value", "firewall: uf|w\n", ['value firewall over "ufw"']],
    ["a quoted value", 'firewall: "uf|"\n', ['value firewall over "\\"uf\\""']],
    ["a quote that nobody closed", 'firewall: "uf|\nname: "a"\n', ['value firewall over "\\"uf"']],
    ["a value with an anchor", "ssh: &a u|\n", ['value ssh over "u"']],
    ["nothing after a colon", "ssh:|\n", ["value ssh", "key ssh", "value ssh[0]", "key ssh[0]"]],
    ["a key with children below", "ssh: |\n  user: a\n", []],
    ["a child's line", "ssh:\n  |\n", ["value ssh", "key ssh", "value ssh[0]", "key ssh[0]"]],
    ["a child's line above another", "ssh:\n  |\n  user: a\n", ["key ssh"]],
    ["a line at column 0 above a child", "ssh:\n|\n  user: a\n", ["key ssh"]],
    ["a line after a value, too deep", "name: a\n    |\n", []],
    ["a list's line", "masterNodes:\n  - name: a\n  |\n", ["value masterNodes[1]", "key masterNodes[1]"]],
    ["a list at its key's column", "modules:\n- a\n|\n", ["key root", "value modules[1]", "key modules[1]"]],
    [
      "the middle of an item",
      "masterNodes:\n  - name: a\n    p|\n    publicIp: b\n",
      ['key masterNodes[0] over "p"'],
    ],
    ["the end of an item", "masterNodes:\n  - name: a\n    |\n  - name: b\n", ["key masterNodes[0]"]],
    ["a bare dash", "modules:\n  -|\n", ["value modules[0]", "key modules[0]"]],
    [
      "a word after a dash",
      "modules:\n  - a\n  - ob|\n",
      ['value modules[1] over "ob"', 'key modules[1] over "ob"'],
    ],
    [
      "a dash above the item's keys",
      "mediaNodes:\n  - na|\n    privateIp: a\n",
      ['key mediaNodes[0] over " na"'],
    ],
    ["a comment", "name: a # |\n", []],
    ["a comment's line", "# |\nname: a\n", []],
    ["a block scalar", "license: ¦\n  na|\nname: a\n", []],
    ["a quoted scalar over two lines", 'license: "a\n  b|"\n', []],
    ["an alias", "ssh: *a|\n", ['alias ssh over "*a"']],
    ["indentation by tab", "ssh:\n\t|\n", []],
    ["a blank before a key", "ssh:\n |  user: a\n", []],
    ["after a finished word", "firewall: ufw |\n", []],
    ["an empty flow list", "modules: [|]\n", ["value modules[0]", "key modules[0]"]],
    ["a flow list's word", "modules: [a, o|b]\n", ['value modules[1] over "ob"', 'key modules[1] over "ob"']],
    ["a gap in a flow list", "modules: [a, |, b]\n", ["value modules[1]", "key modules[1]"]],
    ["a flow mapping's gap", "ssh: { user: a, | }\n", ["key ssh"]],
    ["a flow mapping's key", "ssh: { us|er: a }\n", ['key ssh over "user"']],
    [
      "a flow mapping's value",
      "ssh: { port: 2|2 }\n",
      ['value ssh.port over "22"', 'key ssh.port over "22"'],
    ],
    ["a mapping in a flow list", "a: [{ b: c }, { d: | }]\n", ["value a[1].d", "key a[1].d"]],
    ["flow over lines", "modules: [\n  a,\n  |\n]\n", ["value modules[1]", "key modules[1]"]],
    ["an unclosed flow list", "modules: [a, |\nname: b\n", ["value modules[1]", "key modules[1]"]],
    ["a comment in a flow list", "modules: [ # |\n  a]\n", []],
    ["a flow document", "{ name: a, | }", ["key root"]],
    ["after the document's start", "---\n|\n", ["key root"]],
    ["Windows line ends", "ssh:\r\n  us|\r\n  port: 22\r\n", ['key ssh over "us"']],
  ])("%s", (_, text, places) => {
    expect(describePlaces(text)).toEqual(places);
  });

  it("knows the other keys, above and below", () => {
    const { text, offset } = atCursor("name: a\n|\nssh:\n  user: b\ndomain: c\n");
    const [place] = cursorPlaces(text, offset);
    expect(place?.kind === "key" && [...place.present]).toEqual(["name", "ssh", "domain"]);
  });
});

/** The production example without the third and fourth master: nothing new is to be seen there. */
const production = readFileSync("examples/production.openvidu.yaml", "utf8").replace(
  / {2}- name: master-3[^]*(?=mediaNodes:)/,
  "",
);
const styles = `{ name: production, release: 3.8.0, modules: [observability],
  ssh: { user: ubuntu, port: 22 }, ingress: {rtmp: true},
  masterNodes: [ { name: a, privateIp: 10.0.0.1, otherServices: [ { name: x, port: 1 } ] } ] }
`;
const columns = `modules:
- "observability"
- v2compatibility
ssh: &common
    user: 'ubuntu'   # who

    port: 22
mediaNodes:
-   name: a
    privateIp: 10.0.0.1

-   privateIp: 10.0.0.2
    ssh:
        <<: *common
        host: h
license: >-
  abc
   def
certificate: { type: letsencrypt }
`;

const blocks: [name: string, text: string][] = [
  ["the production example", production],
  ["lists at their key's column, quotes, wide indentation", columns],
  ["the same with Windows line ends", columns.replaceAll("\n", "\r\n")],
];

describe(
  "applying any item leaves a document that parses and means what the label says",
  { timeout: 60_000 },
  () => {
    it.each([...blocks, ["flow style", styles]])("at every place of %s", (_, text) => {
      expect(placesIn(text).flatMap((offset) => brokenItems(text, offset))).toEqual([]);
    });

    // A flow collection over several lines cannot be mended by a word in its middle.
    it.each(blocks)("at every place of %s, where the rest of the line is not typed yet", (_, text) => {
      let offered = 0;
      for (const offset of placesIn(text)) {
        const lineEnd = /\r?\n|$/.exec(text.slice(offset))?.index ?? 0;
        const typed = text.slice(0, offset) + text.slice(offset + lineEnd);
        if (!parsesWithoutLine(typed, offset)) continue;
        expect(brokenItems(typed, offset)).toEqual([]);
        offered += cursorPlaces(typed, offset).length;
      }
      expect(offered).toBeGreaterThan(100);
    });
  },
);

/** Every offset where a cursor can be: not inside a line break. */
function placesIn(text: string): number[] {
  const offsets = Array.from({ length: text.length + 1 }, (_, offset) => offset);
  return offsets.filter((offset) => text.slice(offset - 1, offset + 1) !== "\r\n");
}

/** Taking an item's first line away may leave a document that nothing can mend. */
function parsesWithoutLine(text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const rest = text.slice(0, start) + text.slice(offset);
  return parseDocument(rest, { logLevel: "silent" }).errors.length === 0;
}

describe("hostile text", { timeout: 60_000 }, () => {
  it.each([
    ["100,000 open brackets", "[".repeat(100_000)],
    ["100,000 dashes", "- ".repeat(100_000)],
    ["100,000 keys", Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n")],
    ["50,000 open quotes", `a:\n${'  "b\n'.repeat(50_000)}`],
    ["50,000 open flow lists", `a:\n${"  - [b\n".repeat(50_000)}`],
    ["50,000 half-typed keys", "ab\n".repeat(50_000)],
    ["a word of 10 MB", `a: ${"b".repeat(10_000_000)}`],
    ["a quoted word of 10 MB", `a: "${"b ".repeat(5_000_000)}"`],
  ])("of %s is read within a second or two", (_, text) => {
    const begin = performance.now();
    for (const offset of [0, Math.floor(text.length / 2), text.length]) cursorPlaces(text, offset);
    expect(performance.now() - begin).toBeLessThan(6_000);
  });
});
