import { spawnSync } from "node:child_process";
import { fork } from "node:child_process";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  HoverRequest,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  type InitializeResult,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION } from "./editor";

const START = { line: 0, character: 0 };
const textDocument = { uri: MANIFEST_URI };

describe("a server's life", () => {
  it("says what it can do", async () => {
    const { capabilities, serverInfo } = await Editor.start().initialize(CAPABILITIES);
    expect(serverInfo?.name).toBe("OpenVidu Cluster");
    expect(capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      completionProvider: {},
      codeActionProvider: {
        codeActionKinds: [
          "quickfix",
          "source.fixAll.openvidu",
          "refactor.rewrite.migrate",
          "refactor.rewrite.addNode",
          "refactor.extract.ssh",
          "refactor.move.secret",
        ],
      },
    });
  });

  it("ends with 0 after shutdown and exit", async () => {
    const editor = await Editor.with(PRODUCTION);
    await editor.shutdown();
    await editor.exit();
    expect(await editor.exited).toBe(0);
  });

  it("ends with 1 after exit alone", async () => {
    const editor = await Editor.with(PRODUCTION);
    await editor.exit();
    expect(await editor.exited).toBe(1);
  });

  it("ends when its editor is gone", async () => {
    const editor = await Editor.with(PRODUCTION);
    editor.connection.dispose();
    editor.process.stdin?.end();
    expect(await editor.exited).toBe(1);
  });

  it("talks over node's own channel, as VS Code has it", async () => {
    const server = fork("dist/server.js", ["--node-ipc"], { stdio: "ignore" });
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    onTestFinished(() => {
      connection.dispose();
      server.kill("SIGKILL");
    });
    connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities: {} };
    const result: InitializeResult = await connection.sendRequest(InitializeRequest.type, params);
    expect(result.capabilities.hoverProvider).toBe(true);
  });

  it("says how it is started when started by hand", () => {
    const { status, stderr } = spawnSync(process.execPath, ["dist/server.js"], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("started by an editor, with one of --stdio");
  });
});

describe("wrong requests", () => {
  it("about documents that are not open get empty answers", async () => {
    const { connection } = await Editor.ready();
    expect(await connection.sendRequest(HoverRequest.type, { textDocument, position: START })).toBeNull();
    expect(await connection.sendRequest(CompletionRequest.type, { textDocument, position: START })).toEqual(
      [],
    );
    const params = { textDocument, range: { start: START, end: START }, context: { diagnostics: [] } };
    expect(await connection.sendRequest(CodeActionRequest.type, params)).toEqual([]);
  });

  it("a change to a document that is not open is told and left alone", async () => {
    const editor = await Editor.ready();
    await editor.change(2, [{ text: "a" }]);
    expect(await editor.logged("not open")).toContain(MANIFEST_URI);
  });

  it("positions outside the text are brought to its edge", async () => {
    const { connection } = await Editor.with(PRODUCTION);
    for (const position of [
      { line: 1_000_000, character: 0 },
      { line: 0, character: 1_000_000 },
    ]) {
      expect(await connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
      expect(await connection.sendRequest(CompletionRequest.type, { textDocument, position })).toBeInstanceOf(
        Array,
      );
    }
  });

  it("of an unknown method get an error", async () => {
    const { connection } = await Editor.ready();
    await expect(connection.sendRequest("textDocument/nothing", {})).rejects.toThrow("Unhandled method");
  });

  it("that a handler cannot read get an error and a line in the log, and the server lives on", async () => {
    const editor = await Editor.with(PRODUCTION);
    await expect(editor.connection.sendRequest("textDocument/hover", { textDocument })).rejects.toThrow(
      "Hover failed",
    );
    expect(await editor.logged("Hover:")).not.toBe("");
    const position = { line: 2, character: 1 };
    expect(await editor.connection.sendRequest(HoverRequest.type, { textDocument, position })).not.toBeNull();
  });

  it("that were cancelled are not computed", async () => {
    const editor = await Editor.with(PRODUCTION);
    // Without a position: whoever computes it fails, and says so in the log.
    const request = { id: "to-be-cancelled", method: "textDocument/hover", params: { textDocument } };
    const cancellation = { method: "$/cancelRequest", params: { id: "to-be-cancelled" } };
    // In one piece: the server has both before it begins with either.
    const answer = await editor.sendRaw([request, cancellation], "to-be-cancelled");
    expect(answer).toMatchObject({
      error: { code: LSPErrorCodes.RequestCancelled, message: "Hover was cancelled." },
    });
    const position = { line: 2, character: 1 };
    expect(await editor.connection.sendRequest(HoverRequest.type, { textDocument, position })).not.toBeNull();
    expect(editor.log).toEqual([]);
  });

  it("that were not cancelled are computed", async () => {
    const editor = await Editor.with(PRODUCTION);
    const request = { id: "to-be-computed", method: "textDocument/hover", params: { textDocument } };
    const answer = await editor.sendRaw([request], "to-be-computed");
    expect(answer).toMatchObject({ error: { code: LSPErrorCodes.RequestFailed } });
    expect(await editor.logged("Hover:")).not.toBe("");
  });
});
