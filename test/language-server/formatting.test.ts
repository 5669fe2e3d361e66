import { describe, expect, it } from "vitest";
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, PRODUCTION, withEdits } from "./editor";

const textDocument = { uri: MANIFEST_URI };
const options = { tabSize: 2, insertSpaces: true };
const UNTIDY = PRODUCTION.replace("rtcEngine: pion", "rtcEngine:   pion")
  .replace("masterNodes:", "\n\n\nmasterNodes:")
  .replaceAll(/^ {2}(?=[\w])/gm, "      ");

describe("formatting", () => {
  it("lays out a manifest and changes nothing else", async () => {
    const editor = await Editor.with(UNTIDY);
    const edits = await editor.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument,
      options,
    });
    expect(withEdits(UNTIDY, edits ?? [])).toBe(PRODUCTION.replace("masterNodes:", "\nmasterNodes:"));
  });

  it("follows the editor's width of a level", async () => {
    const editor = await Editor.with(PRODUCTION);
    const wide = { textDocument, options: { ...options, tabSize: 4 } };
    const edits = await editor.connection.sendRequest(DocumentFormattingRequest.type, wide);
    expect(withEdits(PRODUCTION, edits ?? [])).toContain(
      "masterNodes:\n    - name: master-1\n      privateIp",
    );
  });

  it("leaves a manifest that YAML cannot read alone", async () => {
    const editor = await Editor.with(`${UNTIDY}broken: [\n`);
    expect(
      await editor.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options }),
    ).toEqual([]);
  });
});

describe("formatting a range", () => {
  it("touches only the top-level entries in it", async () => {
    const editor = await Editor.with(UNTIDY);
    const start = positionOf(UNTIDY, UNTIDY.indexOf("user:"));
    const params = { textDocument, options, range: { start, end: start } };
    const edits = await editor.connection.sendRequest(DocumentRangeFormattingRequest.type, params);
    expect(withEdits(UNTIDY, edits ?? [])).toBe(
      UNTIDY.replace(/ssh:\n {6}user(.*\n) {6}/, "ssh:\n  user$1  ").replace(
        "id_ed25519\n\n\n\n",
        "id_ed25519\n\n",
      ),
    );
  });
});

describe("formatting as one types", () => {
  it("indents the line after a key", async () => {
    const text = "ssh:\n";
    const editor = await Editor.with(text);
    const params = { textDocument, options, ch: "\n", position: { line: 1, character: 0 } };
    const edits = await editor.connection.sendRequest(DocumentOnTypeFormattingRequest.type, params);
    expect(withEdits(text, edits ?? [])).toBe("ssh:\n  ");
  });
});
