import { describe, expect, it } from "vitest";
import { DocumentSymbol, DocumentSymbolRequest, SymbolKind } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, PRODUCTION, textAt } from "./editor";

const ABOUT = { textDocument: { uri: MANIFEST_URI } };

describe("document symbols", () => {
  it("are a tree with nodes under their names, secrets masked", async () => {
    const text = PRODUCTION.replace("${secret:license}", "hunter2");
    const editor = await Editor.with(text);
    const answer = await editor.connection.sendRequest(DocumentSymbolRequest.type, ABOUT);
    const symbols = (answer ?? []).filter((symbol) => DocumentSymbol.is(symbol));
    const media = symbols.find(({ name }) => name === "mediaNodes")?.children ?? [];
    expect(media.map(({ name, detail, kind }) => [name, detail, kind])).toEqual([
      ["media-1", "media node, 10.5.0.5, 203.0.113.15", SymbolKind.Struct],
      ["media-2", "media node, 10.5.0.6, 203.0.113.16", SymbolKind.Struct],
    ]);
    expect(media.map(({ selectionRange }) => textAt(text, selectionRange))).toEqual(["media-1", "media-2"]);
    expect(symbols.find(({ name }) => name === "license")?.detail).toBe("•••");
    expect(JSON.stringify(answer)).not.toContain("hunter2");
  });

  it("follow an edit, and are there while the manifest is broken", async () => {
    const editor = await Editor.with(PRODUCTION);
    const position = { line: 2, character: 0 };
    await editor.change(2, [{ range: { start: position, end: position }, text: "ssh: [\n" }]);
    const answer = await editor.connection.sendRequest(DocumentSymbolRequest.type, ABOUT);
    const names = (answer ?? []).map(({ name }) => name);
    expect(names[0]).toBe("ssh");
    expect(names).toContain("mediaNodes");
  });

  it("are a list for an editor that shows no trees", async () => {
    const editor = await Editor.with("mediaNodes:\n  - name: a\n", {});
    const answer = await editor.connection.sendRequest(DocumentSymbolRequest.type, ABOUT);
    expect(answer).toMatchObject([
      { name: "mediaNodes", containerName: "", location: { uri: MANIFEST_URI } },
      { name: "a", containerName: "mediaNodes" },
      { name: "name", containerName: "a" },
    ]);
  });
});
