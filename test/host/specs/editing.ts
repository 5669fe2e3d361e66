import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";
import { behind, diagnosticsOf, inWorkspace, replace, until } from "../helpers";

describe("editing a manifest", () => {
  const uri = inWorkspace("staging.openvidu.yaml");
  let document: vscode.TextDocument;

  before(async () => {
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  });

  it("knows manifests by their names", async () => {
    for (const name of [
      "openvidu-cluster.yaml",
      "openvidu-cluster.yml",
      "a.openvidu.yaml",
      "a.openvidu.yml",
    ]) {
      const file = inWorkspace(`names/${name}`);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode("name: x\n"));
      const { languageId } = await vscode.workspace.openTextDocument(file);
      assert.equal(languageId, "openvidu-cluster", name);
    }
    await vscode.workspace.fs.delete(inWorkspace("names"), { recursive: true });
  });

  it("leaves other YAML files alone", async () => {
    const other = await vscode.workspace.openTextDocument({ language: "yaml", content: "name: [\n" });
    assert.equal(other.languageId, "yaml");
    assert.deepEqual(
      vscode.languages.getDiagnostics(other.uri).filter(({ source }) => source === "OpenVidu"),
      [],
    );
  });

  it("marks a mistake, and no longer when it is gone", async () => {
    await diagnosticsOf(uri, 0);
    await replace(document, "observability", "observabilty");
    const [mistake] = await diagnosticsOf(uri, 1);
    assert.match(mistake?.message ?? "", /observabilty/);
    assert.equal(mistake?.severity, vscode.DiagnosticSeverity.Error);
    await replace(document, "observabilty", "observability");
    await diagnosticsOf(uri, 0);
  });

  it("applies the quick fix of a mistake", async () => {
    await replace(document, "observability", "observabilty");
    const [mistake] = await diagnosticsOf(uri, 1);
    assert.ok(mistake);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      mistake.range,
    );
    const fix = actions.find(({ title }) => title.includes("observability"));
    assert.ok(fix?.edit, "there is a fix with an edit");
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await diagnosticsOf(uri, 0);
    assert.ok(document.getText().includes("[observability,"));
  });

  it("explains a key where the mouse rests", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      behind(document, "\nrele"),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : "")),
    );
    assert.match(texts.join("\n"), /release/i);
  });

  it("completes values", async () => {
    await replace(document, "rtcEngine: pion", "rtcEngine: ");
    const labels = await until(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        uri,
        behind(document, "rtcEngine: "),
      );
      const found = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return found.includes("pion") ? found : undefined;
    });
    assert.ok(labels.includes("mediasoup"));
    await replace(document, "rtcEngine: ", "rtcEngine: pion");
    await document.save();
  });
});
