import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { inWorkspace, replace, until } from "../helpers";

describe("documents that the extension makes", () => {
  it("shows the install commands, read-only and with secrets masked", async () => {
    await vscode.commands.executeCommand(
      "openviduCluster.showInstallCommands",
      inWorkspace("production.openvidu.yaml"),
    );
    const document = await until(() => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.scheme === "openvidu-cluster" ? shown : undefined;
    });
    const text = document.getText();
    for (const title of [
      "Firewall Configuration for 'Master Nodes'",
      "Installation Commands for 'Media Nodes'",
    ]) {
      assert.ok(text.includes(title), title);
    }
    assert.match(text, /--openvidu-pro-license='?•••/);
    await vscode.commands.executeCommand("type", { text: "x" });
    assert.equal(document.getText(), text);
  });

  it("masks secrets that stand in the manifest itself, in a document that nobody can edit", async () => {
    const uri = inWorkspace("staging.openvidu.yaml");
    const manifest = await vscode.workspace.openTextDocument(uri);
    const before = manifest.getText();
    await replace(manifest, "license: ${secret:license}", "license: Lic3nseInTheFile");
    await replace(manifest, "environment:\n", "environment:\n    REGISTRY_TOKEN: T0kenInTheFile\n");
    try {
      await vscode.commands.executeCommand("openviduCluster.showInstallCommands", uri);
      const document = await until(() => {
        const shown = vscode.window.activeTextEditor?.document;
        return shown?.getText().includes("REGISTRY_TOKEN") === true ? shown : undefined;
      });
      assert.equal(document.uri.scheme, "openvidu-cluster");
      const text = document.getText();
      assert.match(text, /REGISTRY_TOKEN='•••'/);
      assert.match(text, /--openvidu-pro-license='•••'/);
      assert.doesNotMatch(text, /InTheFile/);
      await vscode.commands.executeCommand("type", { text: "mine" });
      for (const command of ["deleteRight", "editor.action.deleteLines", "editor.action.commentLine"])
        await vscode.commands.executeCommand(command);
      assert.equal(document.getText(), text);
      assert.equal(document.isDirty, false);
    } finally {
      await replace(manifest, manifest.getText(), before);
      await manifest.save();
    }
  });

  it("asks for a new manifest, and makes nothing when the questions are left", async () => {
    const before = await vscode.workspace.findFiles("**/*");
    const asking = vscode.commands.executeCommand("openviduCluster.newManifest");
    let left = false;
    const end = asking.then(() => (left = true));
    await until(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return left ? true : undefined;
    });
    await end;
    assert.equal((await vscode.workspace.findFiles("**/*")).length, before.length);
  });
});
