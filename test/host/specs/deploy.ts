import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { clusterRow, inWorkspace, nodeTexts } from "../helpers";

const PATIENCE_MS = 200_000;
const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"];

function every(text: string): Record<string, string> {
  return Object.fromEntries(NODES.map((name) => [name, text]));
}

const lab = process.env["OPENVIDU_HOST_LAB"] === "yes";

(lab ? describe : describe.skip)("on real nodes", () => {
  it("looks at all clusters, and one that cannot be reached holds up no other", async () => {
    const looking = vscode.commands.executeCommand("openviduCluster.refresh");
    const row = await clusterRow("production", ({ description }) => description === "0 of 6 running");
    assert.deepEqual(nodeTexts(row), every("not installed"));
    await looking;
    const staging = nodeTexts(await clusterRow("staging"));
    for (const name of NODES) assert.match(staging[name] ?? "", /^unreachable/);
  }).timeout(PATIENCE_MS);

  it("deploys: asks for the license, confirms, and all six nodes run", async () => {
    const deploying = vscode.commands.executeCommand(
      "openviduCluster.deploy",
      inWorkspace("production.openvidu.yaml"),
    );
    await clusterRow("production", ({ description }) => description === "deploying…");
    const row = await clusterRow("production", ({ description }) => description === "6 of 6 running");
    assert.deepEqual(nodeTexts(row), every("running"));
    const services = row.children[0]?.children[0]?.children ?? [];
    assert.ok(services.length > 3, "a master has services");
    assert.ok(services.every(({ description }) => description === "running"));
    // The message at the end waits for an answer that nobody gives here.
    void deploying;
  }).timeout(PATIENCE_MS);

  it("keeps what a node printed", async () => {
    const row = await clusterRow("production");
    const node = row.children[0]?.children[0];
    await vscode.commands.executeCommand("openviduCluster.showNodeOutput", node?.subject);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /# Install/);
    assert.doesNotMatch(text, /lab-license/);
  });
});
