import { describe, expect, it } from "vitest";
import { DocumentHighlightKind, DocumentHighlightRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, textAt } from "./editor";

async function highlightsAt(marked: string): Promise<unknown> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const editor = await Editor.with(text);
  const answer = await editor.connection.sendRequest(DocumentHighlightRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position: positionOf(text, offset),
  });
  return answer?.map(({ range, kind }) => [range.start.line + 1, textAt(text, range), kind]) ?? null;
}

describe("highlight", () => {
  it("shows an anchor as written and its aliases as read", async () => {
    expect(await highlightsAt("x: &a 1\ny: *|a\nz: [*a, *b]\n")).toEqual([
      [1, "&a", DocumentHighlightKind.Write],
      [2, "*a", DocumentHighlightKind.Read],
      [3, "*a", DocumentHighlightKind.Read],
    ]);
  });

  it("shows a node's address as written and the jump hosts that go there as read", async () => {
    const text = "ssh: { jumpHost: u@10.5.0.1 }\nmasterNodes:\n  - { name: a, privateIp: 10.5.0.1 }\n";
    const expected = [
      [1, "10.5.0.1", DocumentHighlightKind.Read],
      [3, "10.5.0.1", DocumentHighlightKind.Write],
    ];
    for (const marked of [text.replace("u@10", "u@1|0"), text.replace("Ip: 10", "Ip: |10")])
      expect(((await highlightsAt(marked)) as unknown[]).sort()).toEqual(expected);
    expect(await highlightsAt(text.replace("name: a", "name: a|"))).toEqual([
      [3, "a", DocumentHighlightKind.Write],
      [1, "10.5.0.1", DocumentHighlightKind.Read],
    ]);
  });

  it("leaves all other words to the editor", async () => {
    expect(await highlightsAt("name: |a\n")).toBeNull();
  });
});
