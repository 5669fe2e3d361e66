import { describe, expect, it } from "vitest";
import { DefinitionRequest, Location } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, textAt } from "./editor";

/** Where the definition of what is at the `|` starts: the text before it on its line, and the text itself. */
async function definitionAt(marked: string): Promise<string | undefined> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const editor = await Editor.with(text);
  const answer = await editor.connection.sendRequest(DefinitionRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position: positionOf(text, offset),
  });
  if (answer === null) return undefined;
  if (!Location.is(answer)) throw new Error("Not a location.");
  expect(answer.uri).toBe(MANIFEST_URI);
  return `${answer.range.start.line + 1}: ${textAt(text, answer.range)}`;
}

describe("definition", () => {
  it.each<[name: string, marked: string, found: string]>([
    ["of an alias is its anchor", "x: &a 1\ny: *|a\n", "1: &a"],
    ["of a merged alias is its anchor", "x: &a { u: 1 }\ny:\n  <<: *a|\n", "1: &a"],
    ["of an alias is the nearest anchor before it", "x: &a 1\ny: &a 2\nz: *|a\nw: &a 3\n", "2: &a"],
    ["of an anchor is the anchor", "x: &|a 1\ny: *a\n", "1: &a"],
    ["is found in a manifest that is broken elsewhere", "x: &a 1\ny: *|a\nz: [\n", "1: &a"],
    [
      "of a jump host that is a node is the node's address",
      "ssh:\n  jumpHost: ubuntu@203.0.113.7|:22\nmediaNodes:\n  - publicIp: 203.0.113.7\n",
      "4: 203.0.113.7",
    ],
    [
      "of one of several jump hosts is the node's address",
      "masterNodes:\n  - ssh: { host: 203.0.113.7 }\n  - ssh:\n      jumpHost: [a, 203|.0.113.7]\n",
      "2: 203.0.113.7",
    ],
    [
      "of a node's name is the name",
      "ssh: { jumpHost: b@1.2.3.4 }\nmediaNodes:\n  - name: |a\n    privateIp: 1.2.3.4\n",
      "3: a",
    ],
    [
      "of a jump host by way of an alias is the anchor",
      "mediaNodes:\n  - privateIp: &ip 1.2.3.4\nssh: { jumpHost: *i|p }\n",
      "2: &ip",
    ],
  ])("%s", async (_, marked, found) => {
    expect(await definitionAt(marked)).toBe(found);
  });

  it.each(["name: |a\n", "x: *|a\n", "ssh: { jumpHost: |bastion }\n", "|", "# &a|\n", 'x: "*|a"\n'])(
    "is nowhere at %j",
    async (marked) => {
      expect(await definitionAt(marked)).toBeUndefined();
    },
  );
});
