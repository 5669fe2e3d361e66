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
import { MIGRATE_COMMAND, MOVE_SECRET_COMMAND } from "../../server/protocol";
import { CAPABILITIES, Editor, MANIFEST_URI, positionOf, PRODUCTION, withEdits } from "./editor";

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

/** The place of a text in a manifest. */
function placeOf(text: string, words: string): Diagnostic["range"] {
  const start = positionOf(text, text.indexOf(words));
  return { start, end: start };
}

/** The manifest after an action's edits. */
function after(text: string, action: CodeAction | undefined): string {
  return withEdits(text, editsOf(action));
}

describe("fixing all that is safe", () => {
  const asked = { diagnostics: [], only: [CodeActionKind.SourceFixAll] };
  const everywhere = placeOf(PRODUCTION, "name");

  it("mends what was surely meant, and leaves guesses alone", async () => {
    const text = TYPO.replace("rtmp: true", "rtmp: yes")
      .replace("3.8.0", "3.8")
      .replace("openvidu.example.io", "OpenVidu.Example.IO");
    const editor = await Editor.with(text);
    const [action, ...others] = await actionsAt(editor, everywhere, asked);
    expect(others).toEqual([]);
    expect(action?.kind).toBe("source.fixAll.openvidu");
    // A release with two numbers can only be the one that ends with 0.
    expect(after(text, action)).toBe(TYPO);
  });

  it("is not there where nothing is safe", async () => {
    const editor = await Editor.with(TYPO);
    expect(await actionsAt(editor, everywhere, asked)).toEqual([]);
  });
});

describe("refactorings", () => {
  const refactor = { diagnostics: [], only: [CodeActionKind.Refactor] };

  it("migrate to the newest release by edits that are confirmed one by one", async () => {
    const text = PRODUCTION.replace("rtcEngine: pion\n", "turnDomain: turn.example.io\n");
    const editor = await Editor.with(text);
    const actions = await actionsAt(editor, placeOf(text, "release"), refactor);
    const action = actions.find(({ title }) => title === "Migrate to 3.9.0");
    expect(action?.edit?.changeAnnotations).toMatchObject({
      0: { label: "Release 3.9.0", description: "Instead of 3.8.0.", needsConfirmation: true },
      1: { label: "Keep the engine pion", needsConfirmation: true },
      2: { label: "Remove turnDomain", needsConfirmation: true },
    });
    expect(after(text, action)).toBe(PRODUCTION.replace("release: 3.8.0", "release: 3.9.0"));
  });

  it("offer every other release to an editor without a list of them", async () => {
    const editor = await Editor.with(PRODUCTION);
    const titles = (await actionsAt(editor, placeOf(PRODUCTION, "3.8.0"), refactor)).map(
      ({ title }) => title,
    );
    expect(titles).toContain("Migrate to 3.0.0-beta1");
    expect(titles).not.toContain("Migrate to 3.8.0");
  });

  it("offer the near releases and the list to an editor that has one", async () => {
    const editor = await Editor.with(PRODUCTION, CAPABILITIES, { commands: [MIGRATE_COMMAND] });
    const actions = await actionsAt(editor, placeOf(PRODUCTION, "3.8.0"), refactor);
    expect(actions.map(({ title }) => title)).toEqual(["Migrate to 3.9.0", "Migrate to another release…"]);
    expect(actions[1]?.command).toMatchObject({
      command: MIGRATE_COMMAND,
      arguments: [{ manifestId: MANIFEST_URI }],
    });
  });

  it("offer the newest release and the list where the release is unknown", async () => {
    const text = PRODUCTION.replace("3.8.0", "1.0.0");
    const editor = await Editor.with(text, CAPABILITIES, { commands: [MIGRATE_COMMAND] });
    const actions = await actionsAt(editor, placeOf(text, "1.0.0"), refactor);
    expect(actions.map(({ title }) => title)).toEqual(["Migrate to 3.9.0", "Migrate to another release…"]);
  });

  it("add a media node", async () => {
    const editor = await Editor.with(PRODUCTION);
    const [action] = await actionsAt(editor, placeOf(PRODUCTION, "media-1"), refactor);
    expect(action?.title).toBe("Add media node media-3 at 10.5.0.7");
    expect(after(PRODUCTION, action)).toContain("- name: media-3");
  });

  it("write common ssh settings once", async () => {
    const text = PRODUCTION.replace(/( {4}publicIp: .*\n)/g, "$1    ssh: { port: 2222 }\n");
    const editor = await Editor.with(text);
    const [action] = await actionsAt(editor, placeOf(text, "2222"), refactor);
    expect(action?.title).toBe("Write port once, for all nodes");
    expect(after(text, action)).toBe(
      PRODUCTION.replace("  user: ubuntu\n", "  user: ubuntu\n").replace(
        "id_ed25519\n",
        "id_ed25519\n  port: 2222\n",
      ),
    );
  });

  it("leave a literal secret's value out of what they say", async () => {
    const text = PRODUCTION.replace("${secret:license}", "TOPSECRET");
    const editor = await Editor.with(text, CAPABILITIES, { commands: [MOVE_SECRET_COMMAND] });
    const finding = await findingOf(editor, "secret-values");
    const actions = await actionsAt(editor, finding.range, { diagnostics: [finding] });
    expect(actions).toEqual([
      {
        title: "Move to the secret store",
        kind: CodeActionKind.QuickFix,
        diagnostics: [finding],
        isPreferred: true,
        command: {
          title: "Move to the secret store",
          command: MOVE_SECRET_COMMAND,
          arguments: [{ uri: MANIFEST_URI, path: ["license"] }],
        },
      },
    ]);
    expect(JSON.stringify(actions)).not.toContain("TOPSECRET");
  });

  it("name no command that the editor does not have", async () => {
    const text = PRODUCTION.replace("${secret:license}", "TOPSECRET");
    const editor = await Editor.with(text);
    expect(await actionsAt(editor, placeOf(text, "TOPSECRET"), { diagnostics: [] })).toEqual([]);
  });
});

describe("fixes of a text that YAML cannot read", () => {
  it.each([
    ["modules: [a\nname: x\n", "Add ] at the end of the line", "modules: [a]\nname: x\n"],
    ["ssh:\n\tport: 1\n", "Indent with spaces", "ssh:\n  port: 1\n"],
    ["name: a\nname: b\n", "Remove this one", "name: a\n"],
    ["<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", "Keep the second side", "x: 2\n"],
  ])("are offered at the finding: %j", async (text, title, mended) => {
    const editor = await Editor.with(text);
    const finding = (await editor.findings(1)).find(({ code }) => String(code).startsWith("yaml-"));
    if (finding === undefined) throw new Error("No finding.");
    const actions = await actionsAt(editor, finding.range, { diagnostics: [finding] });
    const action = actions.find((each) => each.title === title);
    expect(action?.diagnostics).toEqual([finding]);
    expect(after(text, action)).toBe(mended);
  });
});
