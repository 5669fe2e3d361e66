import { describe, expect, it } from "vitest";
import {
  DocumentDiagnosticRequest,
  WorkspaceDiagnosticRequest,
  type DocumentDiagnosticReport,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION } from "./editor";

const ASKING = {
  ...CAPABILITIES,
  textDocument: {
    ...CAPABILITIES.textDocument,
    diagnostic: { relatedDocumentSupport: true, relatedInformation: true },
  },
};
const BROKEN = PRODUCTION.replace("rtcEngine: pion", "rtcEngine: poin");

async function asking(text: string): Promise<Editor> {
  const editor = await Editor.ready(ASKING);
  await editor.open(text);
  return editor;
}

function ask(
  editor: Editor,
  previousResultId?: string,
  uri = MANIFEST_URI,
): Promise<DocumentDiagnosticReport> {
  const previous = previousResultId === undefined ? {} : { previousResultId };
  return editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
    ...previous,
  });
}

describe("an editor that asks for diagnostics", () => {
  it("is told so, with other files and the workspace", async () => {
    const editor = Editor.start();
    const { capabilities } = await editor.initialize(ASKING);
    expect(capabilities.diagnosticProvider).toMatchObject({
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  it("gets what is wrong, and nothing unasked", async () => {
    const editor = await asking(BROKEN);
    const report = await ask(editor);
    expect(report).toMatchObject({ kind: "full", items: [{ code: "schema-choice", severity: 1 }] });
    expect(editor.published).toEqual([]);
  });

  it("gets 'unchanged' where it knows already, also after an edit that changes nothing for it", async () => {
    const editor = await asking(BROKEN);
    const { resultId } = await ask(editor);
    expect(resultId).toBeDefined();
    expect(await ask(editor, resultId)).toEqual({ kind: "unchanged", resultId });
    const end = { line: 999, character: 0 };
    await editor.change(2, [{ range: { start: end, end }, text: "# a comment\n" }]);
    expect(await ask(editor, resultId)).toEqual({ kind: "unchanged", resultId });
    const start = { line: 0, character: 0 };
    await editor.change(3, [{ range: { start, end: start }, text: "# a comment\n" }]);
    const moved = await ask(editor, resultId);
    expect(moved.kind).toBe("full");
    expect(moved.resultId).not.toBe(resultId);
  });

  it("gets nothing for a file that is none of ours", async () => {
    const editor = await asking(BROKEN);
    expect(await ask(editor, undefined, "file:///work/other.yaml")).toEqual({ kind: "full", items: [] });
  });

  it("gets every open manifest of the workspace, unchanged ones as such", async () => {
    const editor = await asking(BROKEN);
    const other = "file:///work/other.openvidu.yaml";
    await editor.open(PRODUCTION, other);
    const all = await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: [],
    });
    expect(all.items.map(({ uri, kind }) => [uri, kind])).toEqual(
      expect.arrayContaining([
        [MANIFEST_URI, "full"],
        [other, "full"],
      ]),
    );
    const previousResultIds = all.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? "" }));
    const again = await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    expect(again.items.map(({ kind }) => kind)).toEqual(all.items.map(() => "unchanged"));
  });
});
