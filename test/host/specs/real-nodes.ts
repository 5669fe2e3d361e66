import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { clusterRow, nodeTexts } from "../helpers";

const PATIENCE_MS = 120_000;
const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"];

// Deploying itself asks in a dialog, which VS Code refuses to show during tests: the browser's tests do it.
describe("on real nodes", () => {
  before(function () {
    if (process.env["OPENVIDU_HOST_LAB"] !== "yes") this.skip();
  });

  it("looks at all clusters, and one that cannot be reached holds up no other", async () => {
    const looking = vscode.commands.executeCommand("openviduCluster.refresh");
    const installedNowhere = Object.fromEntries(NODES.map((name) => [name, "not installed"]));
    const production = await clusterRow("production", (row) =>
      isDeepStrictEqual(nodeTexts(row), installedNowhere),
    );
    assert.equal(production.description, "0 of 6 running");
    await looking;
    const staging = nodeTexts(await clusterRow("staging"));
    for (const name of NODES) assert.match(staging[name] ?? "", /^(unreachable|no route|no answer)/);
  }).timeout(PATIENCE_MS);

  it("has nothing to show of a node that was not worked on", async () => {
    const row = await clusterRow("production");
    const node = row.children[0]?.children[0];
    await vscode.commands.executeCommand("openviduCluster.showNodeOutput", node?.subject);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /printed nothing/);
  });
});
