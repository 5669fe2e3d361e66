import { describe, expect, it } from "vitest";
import { SelectionRangeRequest, type SelectionRange } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, textAt } from "./editor";

const TEXT = "ssh:\n  user: ubuntu\n  port: 22\nname: a\n";

function textsOf(selection: SelectionRange | undefined): string[] {
  return selection === undefined ? [] : [textAt(TEXT, selection.range), ...textsOf(selection.parent)];
}

describe("growing a selection", () => {
  it("goes from the word outwards, at each cursor", async () => {
    const editor = await Editor.with(TEXT);
    const answer = await editor.connection.sendRequest(SelectionRangeRequest.type, {
      textDocument: { uri: MANIFEST_URI },
      positions: ["ubuntu", "name"].map((word) => positionOf(TEXT, TEXT.indexOf(word) + 1)),
    });
    expect((answer ?? []).map(textsOf)).toEqual([
      [
        "ubuntu",
        "user: ubuntu",
        "user: ubuntu\n  port: 22",
        "ssh:\n  user: ubuntu\n  port: 22",
        TEXT.trimEnd(),
        TEXT,
      ],
      ["name", "name: a", TEXT.trimEnd(), TEXT],
    ]);
  });
});
