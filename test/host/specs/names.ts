import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnosticsOf, inWorkspace, replace, until } from "../helpers";

describe("an anchor and its aliases", () => {
  const uri = inWorkspace("staging.openvidu.yaml");
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;
  let original: string;

  before(async () => {
    document = await vscode.workspace.openTextDocument(uri);
    original = document.getText();
    await diagnosticsOf(uri, 0);
  });

  beforeEach(async () => {
    editor = await vscode.window.showTextDocument(document);
    // One ssh block of the cluster's own, and two nodes that take it over.
    await replace(document, "ssh:\n", "ssh: &common\n");
    await replace(document, "privateIp: 10.5.0.1\n", "privateIp: 10.5.0.1\n    ssh: *common\n");
    await replace(
      document,
      "privateIp: 10.5.0.5\n",
      "privateIp: 10.5.0.5\n    ssh: { <<: *common, port: 2222 }\n",
    );
    await diagnosticsOf(uri, 0);
  });

  afterEach(async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    assert.equal(document.getText(), original);
  });

  /** The names after `&` and `*`, as they stand in the text. */
  function names(): string[] {
    return [...document.getText().matchAll(/[&*]([\w-]+)/g)].map((match) => match[1] ?? "");
  }

  async function expectRenamed(at: string): Promise<void> {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      uri,
      document.positionAt(document.getText().indexOf(at) + 2),
      "key-of-all",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.deepEqual(names(), ["key-of-all", "key-of-all", "key-of-all"]);
    await diagnosticsOf(uri, 0);
  }

  it("are renamed together at the anchor", async () => {
    await expectRenamed("&common");
  });

  it("are renamed together at an alias", async () => {
    await expectRenamed("*common");
  });

  it("keep their name where the new one is none", async () => {
    const at = document.positionAt(document.getText().indexOf("&common") + 2);
    const renaming = vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", uri, at, "a b");
    await assert.rejects(Promise.resolve(renaming), /name/);
    assert.deepEqual(names(), ["common", "common", "common"]);
  });

  it("change together while one of them is typed over, where the settings want it", async () => {
    const settings = vscode.workspace.getConfiguration("editor", { uri, languageId: "openvidu-cluster" });
    await settings.update("linkedEditing", true, vscode.ConfigurationTarget.Global);
    try {
      const at = document.positionAt(document.getText().indexOf("&common") + "&common".length);
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand("editor.action.linkedEditing");
      await vscode.commands.executeCommand("type", { text: "2" });
      // The editor changes the others a moment after the typing.
      await until(() => (names().join(" ") === "common2 common2 common2" ? true : undefined));
      await diagnosticsOf(uri, 0);
    } finally {
      await settings.update("linkedEditing", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
