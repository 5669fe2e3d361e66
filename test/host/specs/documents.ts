import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { diagnosticsOf, inWorkspace, until } from "../helpers";

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

  it("offers a manifest to fill in that has no mistake", async () => {
    await vscode.commands.executeCommand("openviduCluster.newManifest");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "openvidu-cluster");
    assert.ok(document.getText().includes("license: ${secret:license}"));
    await diagnosticsOf(document.uri, 0);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
