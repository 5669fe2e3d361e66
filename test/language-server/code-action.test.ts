import { describe, expect, it } from "vitest";
import {
  CodeActionKind,
  CodeActionRequest,
  TextDocumentEdit,
  TextEdit,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION, withEdits } from "./editor";

const TYPO = PRODUCTION.replace("observability", "observabilty").replace("rtcEngine:", "rtcEngin:");

async function actionsAt(
  editor: Editor,
  range: Diagnostic["range"],
  context: CodeActionContext,
): Promise<CodeAction[]> {
  const answer = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    range,
    context,
  });
  return (answer ?? []).filter((action): action is CodeAction => "kind" in action);
}

async function findingOf(editor: Editor, code: string): Promise<Diagnostic> {
  const finding = (await editor.findings(1)).find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`No finding '${code}'.`);
  return finding;
}

/** The versioned text edits of an action for the manifest. */
function editsOf(action: CodeAction | undefined): TextEdit[] {
  const [change] = action?.edit?.documentChanges ?? [];
  if (!TextDocumentEdit.is(change)) throw new Error("No versioned edit.");
  expect(change.textDocument).toEqual({ uri: MANIFEST_URI, version: 1 });
  return change.edits.filter((edit): edit is TextEdit => TextEdit.is(edit));
}

describe("quick fixes", () => {
  it.each(["known-modules", "schema-unknown-key"])("a fix of %s removes its finding", async (code) => {
    const editor = await Editor.with(TYPO);
    const finding = await findingOf(editor, code);
    const [action] = await actionsAt(editor, finding.range, { diagnostics: [finding] });
    expect(action).toMatchObject({
      kind: CodeActionKind.QuickFix,
      isPreferred: true,
      diagnostics: [finding],
    });
    await editor.change(
      2,
      editsOf(action).map(({ range, newText }) => ({ range, text: newText })),
    );
    expect((await editor.findings(2)).map((left) => left.code)).not.toContain(code);
  });

  it("all fixes together give the example again", async () => {
    const editor = await Editor.with(TYPO);
    const findings = await editor.findings(1);
    const everything = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
    const actions = await actionsAt(editor, everything, { diagnostics: findings });
    expect(withEdits(TYPO, actions.flatMap(editsOf))).toBe(PRODUCTION);
  });

  it("are there for a place inside the finding, and not beside it", async () => {
    const editor = await Editor.with(TYPO);
    const { range } = await findingOf(editor, "known-modules");
    const inside = { line: range.start.line, character: range.start.character + 3 };
    expect(await actionsAt(editor, { start: inside, end: inside }, { diagnostics: [] })).toHaveLength(1);
    const beside = { line: range.start.line + 3, character: 0 };
    expect(await actionsAt(editor, { start: beside, end: beside }, { diagnostics: [] })).toEqual([]);
  });

  it("are given only to who asks for quick fixes", async () => {
    const editor = await Editor.with(TYPO);
    const { range } = await findingOf(editor, "known-modules");
    const only = (kind: string): Promise<CodeAction[]> =>
      actionsAt(editor, range, { diagnostics: [], only: [kind] });
    expect(await only(CodeActionKind.QuickFix)).toHaveLength(1);
    expect(await only(CodeActionKind.Refactor)).toEqual([]);
  });

  it("come as plain changes to an editor without versioned edits", async () => {
    const editor = await Editor.with(TYPO, { ...CAPABILITIES, workspace: {} });
    const finding = await findingOf(editor, "known-modules");
    const [action] = await actionsAt(editor, finding.range, { diagnostics: [finding] });
    expect(action?.edit?.documentChanges).toBeUndefined();
    expect(action?.edit?.changes?.[MANIFEST_URI]).toHaveLength(1);
  });
});
