import { describe, expect, it } from "vitest";
import { nodeUnderCursor } from "../../../../cluster/manifest/cursor-node";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { formatPath } from "../../../../cluster/source-range";
import { atCursor } from "../../server/completing";

describe("the node under the cursor", () => {
  it.each<[name: string, text: string, node: string | undefined]>([
    ["a key", "na|me: a\n", "key name over name"],
    ["a key's start", "a: 1\n|name: b\n", "key name over name"],
    ["a key after a mapping", "ssh:\n  user: a\n|name: b\n", "key name over name"],
    ["a value", "name: ab|\n", "value name over ab"],
    ["a list's item", "modules: [a, |b]\n", "value modules[1] over b"],
    [
      "a key in a list's item",
      "masterNodes:\n  - name: a\n  - n|ame: b\n",
      "key masterNodes[1].name over name",
    ],
    ["a place between", "name:  |  a\n", undefined],
    ["a comment", "name: a # |\n", undefined],
    ["an alias, written elsewhere", "a: &x\n  b: c\nd: *|x\n", undefined],
    ["the anchored text", "a: &x\n  b: c|\nd: *x\n", "value a.b over c"],
    ["a merged key's own text", "a: &x { b: c }\nd:\n  <<: *x\n  e|: f\n", "key d.e over e"],
    ["a value that is missing", "name: |\n", undefined],
    ["an empty file", "|", undefined],
  ])("is that of %s", (_, marked, node) => {
    const { text, offset } = atCursor(marked);
    const found = nodeUnderCursor(new ManifestDocument(text).root, offset);
    const told =
      found &&
      `${found.part} ${formatPath(found.path)} over ${text.slice(found.range.start, found.range.end)}`;
    expect(told).toBe(node);
  });
});
