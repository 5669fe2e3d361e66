import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnosticsOf, inWorkspace, replace, until } from "../helpers";

describe("mending a manifest", () => {
  const uri = inWorkspace("staging.openvidu.yaml");
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;
  let original: string;

  before(async () => {
    document = await vscode.workspace.openTextDocument(uri);
    original = document.getText();
    editor = await vscode.window.showTextDocument(document);
    await diagnosticsOf(uri, 0);
  });

  afterEach(async () => {
    if (document.getText() === original && !document.isDirty) return;
    await replace(document, document.getText(), original);
    await document.save();
    await diagnosticsOf(uri, 0);
  });

  /** Puts the cursor into the first mistake. */
  async function intoMistake(): Promise<vscode.Diagnostic> {
    const [mistake] = await diagnosticsOf(uri, 1);
    assert.ok(mistake);
    editor.selection = new vscode.Selection(mistake.range.start, mistake.range.start);
    return mistake;
  }

  it("offers the fix of a mistake as the preferred one, and nothing else", async () => {
    await replace(document, "observability", "observabilty");
    const mistake = await intoMistake();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      mistake.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [["Change to 'observability'", true]],
    );
  });

  it("mends a mistake by the editor's own command", async () => {
    await replace(document, "observability", "observabilty");
    await intoMistake();
    await until(async () => {
      await vscode.commands.executeCommand("editor.action.autoFix");
      return document.getText() === original ? true : undefined;
    });
    await diagnosticsOf(uri, 0);
  });

  it("names the other place of a conflict", async () => {
    await replace(document, "privateIp: 10.5.0.2", "privateIp: 10.5.0.1");
    const conflict = await until(() =>
      vscode.languages.getDiagnostics(uri).find(({ relatedInformation }) => relatedInformation?.length),
    );
    const [other] = conflict.relatedInformation ?? [];
    assert.equal(other?.location.uri.toString(), uri.toString());
    assert.equal(document.getText(other.location.range), "10.5.0.1");
    assert.notDeepEqual(other.location.range, conflict.range);
  });

  it("mends on saving what is safe to mend, where the settings want it, and nothing else", async () => {
    const settings = vscode.workspace.getConfiguration("editor", { uri, languageId: "openvidu-cluster" });
    const write = (value: object | undefined): Thenable<void> =>
      settings.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Global);
    await write({ "source.fixAll": "explicit" });
    try {
      await replace(document, "rtmp: true", "rtmp: yes");
      await replace(document, "observability", "observabilty");
      await diagnosticsOf(uri, 2);
      await document.save();
      assert.equal(document.getText(), original.replace("observability", "observabilty"));
      assert.equal(document.isDirty, false);
    } finally {
      await write(undefined);
    }
  });

  it("mends nothing on saving where the settings do not say so", async () => {
    await replace(document, "rtmp: true", "rtmp: yes");
    const written = document.getText();
    await diagnosticsOf(uri, 1);
    await document.save();
    assert.equal(document.getText(), written);
  });
});
