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

  it("are none for anything else", async () => {
    expect(await referencesAt("name: |a\n", true)).toBeNull();
  });
});
