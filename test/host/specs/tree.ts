import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { clusterRow, extension, inWorkspace, until } from "../helpers";

describe("the tree", () => {
  it("shows one cluster for each manifest of the workspace", async () => {
    const { exports: api } = await extension();
    const names = (await api.rows()).map(({ label }) => label);
    assert.deepEqual(names, ["production", "staging"]);
  });

  it("shows groups and nodes", async () => {
    const { children } = await clusterRow("production");
    assert.deepEqual(
      children.map(({ label }) => label),
      ["Master nodes (4)", "Media nodes (2)"],
    );
    assert.deepEqual(
      children[1]?.children.map(({ label }) => label),
      ["media-1", "media-2"],
    );
  });

  it("follows manifests that come, change and go", async () => {
    const { exports: api } = await extension();
    const text = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(inWorkspace("staging.openvidu.yaml")),
    );
    const uri = inWorkspace("third.openvidu.yaml");
    const write = (name: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(
        uri,
        new TextEncoder().encode(text.replace("name: staging", `name: ${name}`)),
      );
    await write("third");
    await clusterRow("third");
    await write("renamed");
    await clusterRow("renamed");
    await vscode.workspace.fs.delete(uri);
    await until(async () => ((await api.rows()).length === 2 ? true : undefined));
  });

  it("counts the errors of a manifest while it is typed", async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace("staging.openvidu.yaml"));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "nonsense: 1\n");
    });
    const row = await clusterRow("staging", ({ context }) => context.includes("faulty"));
    assert.equal(row.description, "1 error in the manifest");
    await vscode.commands.executeCommand("undo");
    await document.save();
    await clusterRow("staging", ({ context }) => context.includes("valid"));
  });
});
