import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import {
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  type ClientCapabilities,
  type InitializeParams,
  type Position,
  type ProtocolConnection,
  type Range,
} from "vscode-languageserver-protocol/node";

/** How a server is started, and what it wants to be told. */
export interface ServerKind {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly languageId: string;
  /** What it gets when it asks for the settings of a section. */
  readonly settings: (section: string | undefined, uri: string) => unknown;
}

const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, resolveSupport: { properties: ["documentation"] } },
    },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    synchronization: { dynamicRegistration: false },
  },
  workspace: { configuration: true, workspaceFolders: true },
};

/** A server that uses less processor time than this in 400 ms does nothing, in milliseconds. */
const STILL = 3;

/** A language server as a process of its own, measured from outside. */
export class MeasuredServer {
  readonly #waiting = new Set<() => void>();
  #version = 1;
  #published = 0;

  private constructor(
    readonly kind: ServerKind,
    readonly uri: string,
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri: of }) => {
      if (of !== uri) return;
      this.#published += 1;
      for (const go of this.#waiting) go();
      this.#waiting.clear();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => kind.settings(section, uri)),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onRequest("custom/schema/request", () => undefined);
    connection.listen();
  }

  /** Starts a server, greets it and opens a manifest; answers when its first findings are there. */
  static async open(
    kind: ServerKind,
    folder: string,
    uri: string,
    text: string,
  ): Promise<{ readonly server: MeasuredServer; readonly milliseconds: number }> {
    const started = performance.now();
    const [program, ...args] = kind.command;
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"], cwd: folder });
    const connection = createProtocolConnection(child.stdout, child.stdin);
    const server = new MeasuredServer(kind, uri, child, connection);
    const workspace = `file://${folder}`;
    const greeting = {
      processId: process.pid,
      workspaceFolders: [{ uri: workspace, name: "bench" }],
      capabilities: CAPABILITIES,
    } as InitializeParams;
    await connection.sendRequest(InitializeRequest.type, greeting);
    await connection.sendNotification(InitializedNotification.type, {});
    const textDocument = { uri, languageId: kind.languageId, version: 1, text };
    await server.#findingsAfter(() =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument }),
    );
    return { server, milliseconds: performance.now() - started };
  }

  /** Sends a change and answers how long the findings took, in milliseconds. */
  async type(range: Range, text: string): Promise<number> {
    const started = performance.now();
    await this.#findingsAfter(() => this.#change(range, text));
    return performance.now() - started;
  }

  /** Sends a change and asks for completion at once; answers how long the list took and how many items it has. */
  async complete(
    range: Range,
    text: string,
    position: Position,
  ): Promise<{ milliseconds: number; items: number }> {
    const started = performance.now();
    await this.#change(range, text);
    const answer = await this.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: this.uri },
      position,
    });
    const milliseconds = performance.now() - started;
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    return { milliseconds, items: items.length };
  }

  /** Waits until the server has been still for a while: what it still does would count for the next measurement. */
  async settle(): Promise<void> {
    for (let before = -Infinity; this.cpu() - before > STILL;) {
      before = this.cpu();
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  }

  /** The processor time that its threads have used, in milliseconds; the kernel counts it in nanoseconds. */
  cpu(): number {
    const tasks = `/proc/${String(this.process.pid)}/task`;
    const nanoseconds = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
    );
    return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
  }

  /** The most memory that it has had, in MiB. */
  peakMemory(): number {
    const status = readFileSync(`/proc/${String(this.process.pid)}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  }

  async end(): Promise<void> {
    const closed = once(this.process, "close");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 5_000);
    await this.connection.sendRequest(ShutdownRequest.type).catch(() => undefined);
    await this.connection.sendNotification(ExitNotification.type).catch(() => undefined);
    await closed;
    clearTimeout(late);
    this.connection.dispose();
  }

  async #change(range: Range, text: string): Promise<void> {
    this.#version += 1;
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }

  async #findingsAfter(send: () => Promise<void>): Promise<void> {
    const before = this.#published;
    const published = new Promise<void>((resolve) => {
      this.#waiting.add(resolve);
    });
    await send();
    if (this.#published === before) await published;
  }
}
