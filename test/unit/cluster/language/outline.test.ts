import { describe, expect, it } from "vitest";
import { outlineOf, type OutlineEntry } from "../../../../cluster/language/outline";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { production } from "../../../fixtures/manifest-builder";
import { textAt } from "./at-cursor";

/** An outline as indented lines. */
function linesOf(text: string): string[] {
  const lines = (entries: readonly OutlineEntry[], indent: string): string[] =>
    entries.flatMap(({ name, detail, kind, children }) => [
      `${indent}${name} [${kind}] ${detail}`.trimEnd(),
      ...lines(children, `${indent}  `),
    ]);
  return lines(outlineOf(new ManifestDocument(text)), "");
}

describe("the outline", () => {
  it("shows a manifest's keys with their values, and nodes under their names", () => {
    const lines = linesOf(production);
    expect(lines.slice(0, 5)).toEqual([
      "name [text] production",
      "release [text] 3.8.0",
      "domain [text] openvidu.example.io",
      "rtcEngine [text] pion",
      "modules [list]",
    ]);
    const nodes = lines.indexOf("masterNodes [list] 4");
    expect(lines.slice(nodes + 1, nodes + 9)).toEqual([
      "  master-1 [node] master node, 10.5.0.1, 203.0.113.11",
      "    name [text] master-1",
      "    privateIp [text] 10.5.0.1",
      "    publicIp [text] 203.0.113.11",
      "    otherServices [list]",
      "      backup-agent [mapping]",
      "        name [text] backup-agent",
      "        port [number] 9200",
    ]);
    expect(lines).toContain("  media-2 [node] media node, 10.5.0.6, 203.0.113.16");
    expect(lines).toContain("  rtmp [boolean] true");
  });

  it("marks a key, and for a node its name", () => {
    const text = "masterNodes:\n  - name: 'a'\n    privateIp: b\n";
    const [list] = outlineOf(new ManifestDocument(text));
    const [node] = list?.children ?? [];
    expect(list && textAt(text, list.nameRange)).toBe("masterNodes");
    expect(node && textAt(text, node.nameRange)).toBe("'a'");
    expect(node && textAt(text, node.range)).toBe("name: 'a'\n    privateIp: b");
  });

  it.each<[name: string, text: string, lines: string[]]>([
    [
      "masks secrets",
      "license: hunter2\ncredentials: { redisPassword: x }\n",
      ["license [text] •••", "credentials [mapping]", "  redisPassword [text] •••"],
    ],
    ["shows where a secret is kept", "license: ${secret:license}\n", ["license [text] ${secret:license}"]],
    ["shows no value of an unknown key, which may be a secret's", "licence: hunter2\n", ["licence [text]"]],
    [
      "shows an alias by its name",
      "x: &a { u: 1 }\nssh: *a\n",
      ["x [mapping]", "  u [number]", "ssh [mapping] *a"],
    ],
    [
      "shows an alias as an item",
      "masterNodes: [&a { name: b }, *a]\n",
      ["masterNodes [list] 2", "  b [node] master node", "    name [text] b", "  b [node] master node"],
    ],
    [
      "tells where something is merged in, and does not repeat it",
      "x: &a { port: 1 }\nssh:\n  <<: *a\n  user: b\n",
      ["x [mapping]", "  port [number]", "ssh [mapping] <<", "  user [text] b"],
    ],
    [
      "names a node without a name by its place",
      "mediaNodes:\n  - privateIp: 10.0.0.1\n",
      ["mediaNodes [list] 1", "  media node 1 [node] media node, 10.0.0.1", "    privateIp [text] 10.0.0.1"],
    ],
    [
      "has what can be read of a broken manifest",
      "name: a\nssh: [\ndomain: b\n",
      ["name [text] a", "ssh [list]", "domain [text] b"],
    ],
    ["is empty for an empty file", "", []],
    ["is empty for a file that is no mapping", "just text\n", []],
  ])("%s", (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it("leaves out what is in the nodes where there are very many", () => {
    const nodes = Array.from(
      { length: 1001 },
      (_, index) => `  - { name: m-${String(index)}, privateIp: a }`,
    );
    expect(linesOf(["mediaNodes:", ...nodes, ""].join("\n"))).toHaveLength(1002);
  });

  it("keeps what is in a list inside of it, in a text that is broken", () => {
    const [list] = outlineOf(new ManifestDocument("modules:\n- b: [1, 2]>>>>>>> b\n\n   more\n\n"));
    const expectInside = ({ range, children }: OutlineEntry): void => {
      for (const child of children) {
        expect(child.range.start).toBeGreaterThanOrEqual(range.start);
        expect(child.range.end).toBeLessThanOrEqual(range.end);
        expectInside(child);
      }
    };
    expect(list?.children).toHaveLength(1);
    if (list !== undefined) expectInside(list);
  });
});
