import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { inWorkspace, until } from "../helpers";

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
