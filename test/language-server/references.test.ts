import { describe, expect, it } from "vitest";
import { ReferencesRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, textAt } from "./editor";

/** What refers to the same as the `|`, each with its line. */
async function referencesAt(marked: string, includeDeclaration: boolean): Promise<string[] | null> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const editor = await Editor.with(text);
  const answer = await editor.connection.sendRequest(ReferencesRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position: positionOf(text, offset),
    context: { includeDeclaration },
  });
  return answer?.map(({ range }) => `${range.start.line + 1}: ${textAt(text, range)}`) ?? null;
}

describe("references", () => {
  const text = "x: &a { u: 1 }\nssh: *a\nmediaNodes:\n  - ssh: { <<: *a }\n";

  it.each(["&|a", "&a|", "*|a"])("are all aliases of an anchor, asked at %j", async (at) => {
    const marked = text.replace(at.replace("|", ""), at);
    expect(await referencesAt(marked, true)).toEqual(["1: &a", "2: *a", "4: *a"]);
    expect(await referencesAt(marked, false)).toEqual(["2: *a", "4: *a"]);
  });

  it("end at the next anchor of the same name", async () => {
    const again = "x: &a 1\ny: *a\nz: &a 2\nw: *a|\n";
    expect(await referencesAt(again, true)).toEqual(["3: &a", "4: *a"]);
    expect(await referencesAt(again.replace("|", "").replace("y: *a", "y: *a|"), true)).toEqual([
      "1: &a",
      "2: *a",
    ]);
  });

  it("are those of one name where the anchor is missing", async () => {
    expect(await referencesAt("x: *|a\ny: *a\n", true)).toEqual(["1: *a", "2: *a"]);
  });

  const jumps =
    "ssh: { jumpHost: u@10.5.0.1 }\nmasterNodes:\n- name: m-1\n  privateIp: 10.5.0.1\n  publicIp: 203.0.113.1\n- name: m-2\n  ssh: { jumpHost: [203.0.113.1:22, other] }\n";

  it("of a node are the jump hosts that go through it, by whatever address", async () => {
    const marked = jumps.replace("name: m-1", "name: m|-1");
    expect(await referencesAt(marked, false)).toEqual(["1: 10.5.0.1", "7: 203.0.113.1"]);
    expect(await referencesAt(marked, true)).toEqual(["1: 10.5.0.1", "3: m-1", "7: 203.0.113.1"]);
  });

  it.each(["privateIp: 10|.5.0.1", "u@10.5.0.1|"])(
    "of an address are those that name it, asked at %j",
    async (at) => {
      const marked = jumps.replace(at.replace("|", ""), at);
      expect(await referencesAt(marked, true)).toEqual(["1: 10.5.0.1", "4: 10.5.0.1"]);
    },
  );

  it("are none of a node that nobody goes through", async () => {
    expect(await referencesAt(jumps.replace("m-2", "m-2|"), false)).toEqual([]);
  });

  it.each(["name: |a\n", "ssh: { jumpHost: |a }\n", "mediaNodes: [{ na|me: a }]\n"])(
    "are none for anything else: %j",
    async (marked) => {
      expect(await referencesAt(marked, true)).toBeNull();
    },
  );
});
