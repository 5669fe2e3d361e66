import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { extension } from "../helpers";

const COMMANDS = [
  ...[
    "deploy",
    "refresh",
    "showInstallCommands",
    "exportFirewall",
    "showOutput",
    "newManifest",
    "importCluster",
    "openManifest",
    "setSecret",
  ],
  ...["manageSecrets", "copyInstallSection", "migrateManifest", "moveSecret"],
  ...["showNodeOutput", "showProblems", "openUrl", "pinHostKeys"],
];

describe("activation", () => {
  it("does not happen before a manifest is opened or the view shown", () => {
    const found = vscode.extensions.getExtension("openvidu-cluster.openvidu-cluster");
    assert.equal(found?.isActive, false);
  });

  it("registers every command and is done in a moment", async () => {
    const started = performance.now();
    await extension();
    const took = performance.now() - started;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      COMMANDS.filter((name) => !registered.has(`openviduCluster.${name}`)),
      [],
    );
    assert.ok(took < 1_000, `activation took ${took.toFixed(0)} ms`);
  });
});
