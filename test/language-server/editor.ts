import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  type ClientCapabilities,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import type { InitializationOptions } from "../../server/protocol";

export const PRODUCTION = readFileSync("examples/production.openvidu.yaml", "utf8");
export const MANIFEST_URI = "file:///work/production.openvidu.yaml";

/** The home of the person who edits, with the key that the production example names. */
export const HOME = path.resolve("test/fixtures/home");

/** What VS Code says it can do, as far as the server asks. */
export const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
  workspace: {
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
};

/** An editor as the server sees it: a client on the other end of its standard input and output. */
export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      for (const look of this.#waiting) look();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
      for (const look of this.#waiting) look();
    });
    connection.listen();
  }

  /** Starts a server that ends with the test, whatever becomes of it. */
  static start(): Editor {
    const process_ = spawn(process.execPath, ["dist/server.js", "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, HOME },
    });
    const connection = createProtocolConnection(process_.stdout, process_.stdin);
    const editor = new Editor(process_, connection);
    onTestFinished(async () => {
      connection.dispose();
      process_.kill("SIGKILL");
      await editor.exited;
    });
    return editor;
  }

  /** Starts a server and greets it. */
  static async ready(
    capabilities: ClientCapabilities = CAPABILITIES,
    options?: InitializationOptions,
  ): Promise<Editor> {
    const editor = Editor.start();
    await editor.initialize(capabilities, options);
    return editor;
  }

  /** Starts a server with one manifest open. */
  static async with(
    text: string,
    capabilities: ClientCapabilities = CAPABILITIES,
    options?: InitializationOptions,
  ): Promise<Editor> {
    const editor = await Editor.ready(capabilities, options);
    await editor.open(text);
    return editor;
  }

  /** The exit code; null where a signal ended it. */
  get exited(): Promise<number | null> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(exitCode);
    return new Promise((resolve) => this.process.once("exit", resolve));
  }

  async initialize(
    capabilities: ClientCapabilities,
    options?: InitializationOptions,
  ): Promise<InitializeResult> {
    const params = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      ...(options === undefined ? {} : { initializationOptions: options }),
    };
    const result = await this.connection.sendRequest(InitializeRequest.type, params);
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(text: string, uri = MANIFEST_URI, languageId = "openvidu-cluster"): Promise<void> {
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(
    version: number,
    contentChanges: TextDocumentContentChangeEvent[],
    uri = MANIFEST_URI,
  ): Promise<void> {
    const params = { textDocument: { uri, version }, contentChanges };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  async close(uri = MANIFEST_URI): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async shutdown(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
  }

  async exit(): Promise<void> {
    await this.connection.sendNotification(ExitNotification.type);
  }

  /** Writes messages in one piece, past the connection, and answers the response to one of them. */
  sendRaw(messages: readonly object[], id: string): Promise<unknown> {
    const { stdin, stdout } = this.process;
    if (stdin === null || stdout === null) throw new Error("A server without pipes.");
    const frames = messages.map((message) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    return new Promise((resolve) => {
      let received = "";
      const read = (chunk: Buffer): void => {
        received += chunk.toString("utf8");
        const body = received
          .split(/Content-Length: \d+\r\n\r\n/)
          .find((part) => part.includes(`"id":"${id}"`) && part.endsWith("}"));
        if (body === undefined) return;
        stdout.off("data", read);
        resolve(JSON.parse(body));
      };
      stdout.on("data", read);
      stdin.write(frames.join(""));
    });
  }

  /** The findings of a version, once they are there. */
  findings(version: number, uri = MANIFEST_URI): Promise<PublishDiagnosticsParams["diagnostics"]> {
    return this.#eventually(
      () =>
        this.published.findLast((params) => params.uri === uri && params.version === version)?.diagnostics,
    );
  }

  /** The first log line that holds the words, once it is there. */
  logged(words: string): Promise<string> {
    return this.#eventually(() => this.log.find((line) => line.includes(words)));
  }

  /** Publications for a document that came so far or come until the predicate holds. */
  publication(wanted: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return this.#eventually(() => this.published.findLast(wanted));
  }

  /** Waits for messages until there is an answer; the test's time limit ends it. */
  #eventually<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** The position of an offset in a text. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length - 1, character: offset - (before.lastIndexOf("\n") + 1) };
}

/** The offset of a position in a text. */
export function offsetOf(text: string, { line, character }: Position): number {
  const start = text
    .split("\n")
    .slice(0, line)
    .reduce((sum, each) => sum + each.length + 1, 0);
  return start + character;
}

/** The text that a range covers. */
export function textAt(text: string, range: { start: Position; end: Position }): string {
  return text.slice(offsetOf(text, range.start), offsetOf(text, range.end));
}

/** The text after edits that all refer to the text before them. */
export function withEdits(
  text: string,
  edits: readonly { range: { start: Position; end: Position }; newText: string }[],
): string {
  return [...edits]
    .sort(
      ({ range: one }, { range: other }) =>
        offsetOf(text, other.start) - offsetOf(text, one.start) ||
        offsetOf(text, other.end) - offsetOf(text, one.end),
    )
    .reduce(
      (edited, { range, newText }) =>
        edited.slice(0, offsetOf(text, range.start)) + newText + edited.slice(offsetOf(text, range.end)),
      text,
    );
}
