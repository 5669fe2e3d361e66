import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  InitializedNotification,
  InitializeRequest,
  WorkspaceSymbolRequest,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION } from "./editor";

describe("workspace symbols", () => {
  it("are the clusters and nodes of every open manifest", async () => {
    const editor = await Editor.with(PRODUCTION);
    const other = "file:///work/other.openvidu.yaml";
    await editor.open("name: other\nmediaNodes:\n  - name: media-x\n", other);
    const ask = async (query: string): Promise<string[]> => {
      const answer = await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query });
      return (answer ?? []).map(({ name, location, ...symbol }) => {
        const container = "containerName" in symbol ? ` of ${symbol.containerName ?? ""}` : "";
        return `${name}${container} in ${location.uri === MANIFEST_URI ? "production" : "other"}`;
      });
    };
    expect(await ask("other")).toEqual(["other in other"]);
    expect(await ask("media")).toEqual([
      "media-1 of production in production",
      "media-2 of production in production",
      "media-x of other in other",
    ]);
    await editor.close(other);
    expect(await ask("mediax")).toEqual([]);
  });

  it("are also those of manifests on the disk, and of an open one as the editor has it", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "symbols-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, "saved.openvidu.yaml");
    await writeFile(file, "name: saved\nmediaNodes:\n  - name: media-disk\n");
    const editor = Editor.start();
    const params = {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "symbols" }],
      capabilities: CAPABILITIES,
    };
    await editor.connection.sendRequest(InitializeRequest.type, params);
    await editor.connection.sendNotification(InitializedNotification.type, {});
    const ask = async (): Promise<unknown[]> => {
      const answer = await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: "media" });
      return (answer ?? []).map(({ name, location }) => ({ name, location }));
    };
    const uri = pathToFileURL(file).href;
    const range = { start: { line: 2, character: 10 }, end: { line: 2, character: 20 } };
    await expect.poll(ask).toEqual([{ name: "media-disk", location: { uri, range } }]);
    await editor.open("name: saved\nmediaNodes:\n  - name: media-edit\n", uri);
    expect(await ask()).toEqual([{ name: "media-edit", location: { uri, range } }]);
    await editor.close(uri);
    await expect.poll(ask).toEqual([{ name: "media-disk", location: { uri, range } }]);
  });
});
