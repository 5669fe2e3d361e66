import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnosticsOf, inWorkspace, replace, until } from "../helpers";

describe("rebuilding a manifest", () => {
  const uri = inWorkspace("staging.openvidu.yaml");
  let document: vscode.TextDocument;
  let original: string;

  before(async () => {
    document = await vscode.workspace.openTextDocument(uri);
    original = document.getText();
    await vscode.window.showTextDocument(document);
    await diagnosticsOf(uri, 0);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
    assert.equal(document.getText(), original);
  });

  async function actionsAt(words: string): Promise<vscode.CodeAction[]> {
    const at = document.positionAt(document.getText().indexOf(words));
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      new vscode.Range(at, at),
    );
  }

  it("offers what can be done with the cluster and its nodes", async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    const commands = new Set(lenses.map(({ command }) => command?.command));
    assert.deepEqual(
      [...commands].sort(),
      [
        ...["deploy", "exportFirewall", "manageSecrets"],
        ...["refresh", "showInstallCommands", "showNodeOutput"],
      ].map((name) => `openviduCluster.${name}`),
    );
    const known = new Set(await vscode.commands.getCommands(true));
    for (const command of commands) assert.ok(known.has(command ?? ""), command);
  });

  it("hides what the settings do not want", async () => {
    const settings = vscode.workspace.getConfiguration("openviduCluster", uri);
    const everything = new vscode.Range(0, 0, 1_000, 0);
    const hints = (): Thenable<vscode.InlayHint[]> =>
      vscode.commands.executeCommand("vscode.executeInlayHintProvider", uri, everything);
    assert.notDeepEqual(await hints(), []);
    await settings.update("inlayHints.enabled", false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await hints(), []);
    await settings.update("inlayHints.enabled", undefined, vscode.ConfigurationTarget.Global);
  });

  it("formats as one saves it or asks for it", async () => {
    await replace(document, "rtcEngine: pion", "rtcEngine:    pion   ");
    await vscode.commands.executeCommand("editor.action.formatDocument");
    assert.equal(document.getText(), original);
  });

  it("makes nothing of a migration that is not confirmed", async () => {
    let isDone = false;
    const picking = vscode.commands.executeCommand("openviduCluster.migrateManifest", uri).then(() => {
      isDone = true;
    });
    await until(async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await vscode.commands.executeCommand("refactorPreview.discard");
      return isDone ? true : undefined;
    });
    await picking;
    assert.equal(document.getText(), original);
  });

  it("offers a migration at the release, each step to be confirmed", async () => {
    const actions = await until(async () => {
      const found = await actionsAt("3.8.0");
      return found.some(({ title }) => title === "Migrate to 3.9.0") ? found : undefined;
    });
    const migration = actions.find(({ title }) => title === "Migrate to 3.9.0");
    assert.equal(migration?.kind?.value, "refactor.rewrite.migrate");
    assert.equal(migration.edit?.size, 1);
    const list = actions.find(({ command }) => command?.command === "openviduCluster.migrateManifest");
    assert.ok(list, "the list of releases is offered too");
  });

  it("moves a secret to the secret storage, and says nothing of its value", async () => {
    await replace(document, "${secret:license}", "TOPSECRET");
    await diagnosticsOf(uri, 1);
    const move = await until(async () =>
      (await actionsAt("TOPSECRET")).find(({ title }) => title.includes("secret store")),
    );
    assert.ok(!JSON.stringify(move).includes("TOPSECRET"));
    const place: unknown = move.command?.arguments?.[0];
    void vscode.commands.executeCommand(move.command?.command ?? "", place);
    await until(() => (document.getText().includes("TOPSECRET") ? undefined : true));
    assert.match(document.getText(), /license: "\$\{secret:license(-2)?\}"/);
    await diagnosticsOf(uri, 0);
    await vscode.commands.executeCommand("notifications.clearAll");
  });
});
